// npm start and npm run dev: starts what the console needs, then the console, and stops it all again.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CONFIG_EXIT_STATUS, ConfigError } from "#lib/config/config-error.ts";
import { buildIfNeeded } from "#tools/build/build-if-needed.ts";
import { startEmbedded } from "#tools/embedded/start-embedded.ts";
import { startSampleApp } from "#tools/sample-app/start-sample-app.ts";
import { configuredAddress } from "./configured-address.ts";
import { freePort } from "./free-port.ts";
import { startWeb } from "./start-web.ts";

const USAGE = `npm start [-- --reset] [-- --port N]

Serves the console for the deployments in console.config.yaml (or the file that CONSOLE_CONFIG names).
Without one it starts an embedded deployment: a master, two replicas and three Sentinels on this machine.

  --port N   listen on this port (else PORT, else the address in the configuration, else 3000)
  --reset    stop the embedded deployment, remove all its data, and begin anew
  --dev      serve with hot reload, for developers`;

const { values } = parseArgs({
  options: {
    dev: { type: "boolean" },
    reset: { type: "boolean" },
    port: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const stops: (() => Promise<void>)[] = [];
let isStopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopAll(0));

try {
  await start();
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : "The console could not start.");
  await stopAll(thrown instanceof ConfigError ? CONFIG_EXIT_STATUS : 1);
}

async function start(): Promise<void> {
  const configFile = process.env.CONSOLE_CONFIG ?? join(root, "console.config.yaml");
  if (process.env.CONSOLE_CONFIG !== undefined || existsSync(configFile)) await serveConfigured(configFile);
  else await serveEmbedded();
}

async function serveConfigured(configFile: string): Promise<void> {
  const address = configuredAddress(configFile);
  if (!values.dev) buildIfNeeded(root);
  const port = Number(values.port ?? process.env.PORT ?? address.port);
  const web = await startWeb({ root, port, isDev: values.dev === true, environment: { CONSOLE_CONFIG: configFile } });
  stops.unshift(web.stop);
  web.ended.then(
    (status) => endWith(status),
    () => endWith(1),
  );
  console.log(`\nThe console is ready: ${address.url}`);
}

async function serveEmbedded(): Promise<void> {
  const folder = process.env.EMBEDDED_FOLDER ?? join(root, ".data", "embedded");
  const port = values.port ? Number(values.port) : await freePort(Number(process.env.PORT ?? 3000));
  console.log("Starting the embedded deployment: one master, two replicas, three Sentinels …");
  const embedded = await startEmbedded({ root, folder, port, isReset: values.reset === true });
  stops.unshift(embedded.stop);
  if (isStopping) return;
  if (!values.dev) buildIfNeeded(root);
  const web = await startWeb({ root, port, isDev: values.dev === true, environment: embedded.environment });
  stops.unshift(web.stop);
  web.ended.then(
    (status) => endWith(status),
    () => endWith(1),
  );
  stops.unshift(startSampleApp(root, embedded.sampleApp));
  console.log(embedded.welcome);
}

async function endWith(status: number): Promise<void> {
  if (!isStopping) console.error(`The web server has ended with status ${status}.`);
  await stopAll(status);
}

async function stopAll(status: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (stops.length > 0) console.log("\nStopping …");
  for (const stop of stops) {
    try {
      await stop();
    } catch (thrown) {
      console.error(thrown instanceof Error ? thrown.message : thrown);
      status = 1;
    }
  }
  process.exit(status);
}
