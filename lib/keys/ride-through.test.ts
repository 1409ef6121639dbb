import { expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { rideThrough } from "./ride-through.ts";

const REFUSALS = 24;

/** Passes that look through what is there, and are refused when they write, so many times. */
function refused(message: string) {
  let passes = 0;
  return rideThrough({
    // Whose servers these are is asked of nobody here.
    connections: { config: { kind: "sentinel" } } as never,
    signal: new AbortController().signal,
    async pass(_, worked) {
      worked();
      passes += 1;
      if (passes <= REFUSALS) throw new DomainError("REDIS_REPLIED_ERROR", message);
      return passes;
    },
    writersOf: () => [],
    done: () => 0,
    gaveUp: () => new DomainError("TIMEOUT", "Nothing came of it."),
  });
}

it.concurrent("waits for the replicas of a new master however often it looks meanwhile", async () => {
  const waited = await refused("127.0.0.1:6379 has too few replicas (NOREPLICAS) when asked for UNLINK.");
  expect(waited.pass).toBe(REFUSALS + 1);
});

it.concurrent("gives up what fails every time although something was looked at", async () => {
  await expect(refused("127.0.0.1:6379 is busy with a script (BUSY).")).rejects.toMatchObject({ code: "TIMEOUT" });
});
