import { rmSync } from "node:fs";
import { join } from "node:path";
import { consoleAclRules } from "#lib/redis/acl-rules.ts";
import { ensureDemoUsers } from "./demo-users.ts";
import { embeddedAclFile } from "./embedded-acl.ts";
import { embeddedConfig } from "./embedded-config.ts";
import { startInstances, stopInstances } from "./embedded-instances.ts";
import { embeddedLayout, MASTER_NAME } from "./embedded-layout.ts";
import { embeddedSecret } from "./embedded-secrets.ts";
import { holdFolder } from "./hold-folder.ts";
import { renderInstances } from "./render-instances.ts";
import { welcome } from "./welcome.ts";
import { writeEnvironment } from "./write-environment.ts";
import { writePrivateFile } from "./write-private-file.ts";

interface EmbeddedOptions {
  root: string;
  /** Where all state of the embedded deployment lives. */
  folder: string;
  /** Where the console will listen. */
  port: number;
  isReset: boolean;
}

/** Brings up one master, two replicas and three Sentinels, and the configuration with which the console serves them. */
export async function startEmbedded({ root, folder, port, isReset }: EmbeddedOptions) {
  const letGo = holdFolder(folder);
  const before = await embeddedLayout(folder);
  if (isReset) {
    await stopInstances(folder, before);
    rmSync(folder, { recursive: true });
    holdFolder(folder);
  }
  const layout = isReset ? await embeddedLayout(folder) : before;
  renderInstances(
    root,
    folder,
    layout,
    embeddedAclFile(
      folder,
      consoleAclRules({
        keyPatterns: ["session:*", "cache:*", "ratelimit:*"],
        channels: ["*"],
        publishChannels: ["notifications:*", "console:test:*", "socket.io#/#"],
      }),
    ),
  );
  writeEnvironment(folder, layout);
  await startInstances(folder, layout).catch(async (thrown: unknown) => {
    await stopInstances(folder, layout).catch(() => undefined);
    throw thrown;
  });
  const users = await ensureDemoUsers(folder);
  const configFile = join(folder, "console.config.yaml");
  writePrivateFile(configFile, embeddedConfig(folder, layout, port));
  embeddedSecret(folder, "console");
  embeddedSecret(folder, "metrics");
  return {
    stop: async () => {
      await stopInstances(folder, layout);
      letGo();
    },
    environment: { CONSOLE_CONFIG: configFile, CONSOLE_EMBEDDED: "1" },
    sampleApp: {
      masterName: MASTER_NAME,
      sentinels: layout.sentinelPorts.map((sentinelPort) => ({ host: "127.0.0.1", port: sentinelPort })),
      sentinelPassword: embeddedSecret(folder, "sentinel"),
      username: "sample-app",
      password: embeddedSecret(folder, "sample-app"),
      sessionSecret: embeddedSecret(folder, "sample-app-sessions"),
    },
    welcome: welcome(port, folder, users),
  };
}
