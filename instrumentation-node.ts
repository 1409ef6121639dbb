import { randomUUID } from "node:crypto";
import { CONFIG_EXIT_STATUS, ConfigError } from "#lib/config/config-error.ts";
import { loadConfig } from "#lib/config/load-config.ts";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import { createServices } from "#lib/create-services.ts";
import { setServices } from "#lib/current-services.ts";
import { environment, readVariable } from "#lib/env.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { startJobRunner } from "#lib/jobs/job-runner.ts";
import { log } from "#lib/log.ts";
import { startOperationMeter } from "#lib/metrics/operation-meter.ts";
import { startLostRechecks } from "#lib/sessions/recheck-lost.ts";
import { startPollers } from "#lib/topology/start-pollers.ts";
import { startUndoCleaner } from "#lib/undo/drop-expired.ts";
import { authSecrets } from "#lib/web/console-secret.ts";
import { hardenIncoming } from "#lib/web/harden-incoming.ts";
import { bindHost, isPublic, whyUnsafeBinding } from "#lib/web/safe-binding.ts";
import { securityHeaders } from "#lib/web/security-headers.ts";
import { shutDownOnSignal } from "#lib/web/shut-down.ts";

const EXIT_SOFTWARE = 70;

/** When this throws, Next stays up and answers 500 to everybody; so it ends the process instead. */
export async function startConsole(): Promise<void> {
  try {
    const file = environment().CONSOLE_CONFIG;
    const config = loadConfig(file);
    assertSafe(config, file);
    const { address, trustedProxies, readOnly } = config.console;
    // biome-ignore lint/style/noProcessEnv: next-auth reads the console's address from here, or would believe a header.
    process.env.NEXTAUTH_URL = new URL(address).origin;
    hardenIncoming({ trustedProxies, loopbackOnly: !isPublic(config), responseHeaders: securityHeaders(address) });
    const services = await createServices(config);
    setServices(services);
    startOperationMeter();
    const stopPollers = await startPollers(services);
    const jobs = startJobRunner({ services, owner: randomUUID(), kinds: JOB_KINDS });
    const stopCleaning = startUndoCleaner(services);
    const stopRechecks = startLostRechecks(services);
    const stopWork = () => Promise.all([stopPollers(), stopCleaning(), stopRechecks(), jobs.stop()]);
    shutDownOnSignal(stopWork, () => services.close());
    log.info("console started", { address, readOnly });
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) {
      log.error("the console cannot start", { thrown });
      process.exit(EXIT_SOFTWARE);
    }
    process.stderr.write(`${thrown.message}\n`);
    process.exit(CONFIG_EXIT_STATUS);
  }
}

function assertSafe(config: ConsoleConfig, file: string): void {
  const host = bindHost(process.argv, readVariable);
  const unsafe = whyUnsafeBinding(config, host);
  if (unsafe !== undefined) throw new ConfigError([{ file, field: "console.address", ...unsafe }]);
  // Better now than at the first sign-in.
  authSecrets(config);
}
