import { log } from "#lib/log.ts";
import { closeHttpServers } from "./harden-incoming.ts";
import { closeEventStreams } from "./open-streams.ts";

const DRAIN_MS = 5_000;

type Stop = () => unknown;

/**
 * Ends in order: no new requests, streams told, requests under way finished, then the rest.
 * Next's own handlers are taken off: they would wait for ever for an open event stream, and end with a signal's status.
 */
export function shutDownOnSignal(stopWork: Stop, closeServices: Stop): void {
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log.info("console stops", { signal });
      drain(stopWork, closeServices)
        .catch((thrown: unknown) => log.error("stopping met an error", { thrown }))
        .finally(() => process.exit(0));
    });
  }
}

async function drain(stopWork: Stop, closeServices: Stop): Promise<void> {
  const closed = closeHttpServers();
  closeEventStreams();
  await stopWork();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
  await closeServices();
}
