import { afterEach, describe, expect, it } from "vitest";
import type { Operation } from "#lib/operation.ts";
import { runOperation } from "#lib/run-operation.ts";
import { killClient } from "./kill-client.ts";
import { listClients } from "./list-clients.ts";
import { readConfig } from "./read-config.ts";
import { readKeyspace } from "./read-keyspace.ts";
import { readLatency } from "./read-latency.ts";
import { readMemory } from "./read-memory.ts";
import { readSlowlog } from "./read-slowlog.ts";
import { startTestInspection, type TestInspection } from "./test-inspection.ts";

const READING = [readSlowlog, readLatency, listClients, readMemory, readKeyspace, readConfig];
const KILL = { id: "7", address: "192.0.2.1:1", reason: "a test" };

let test: TestInspection | undefined;
afterEach(() => test?.close());

// Each answers something else; here all fail.
const run = ({ context }: TestInspection, operation: unknown, input: unknown) =>
  runOperation(operation as Operation, context().ctx, input);

describe("looking at one instance", () => {
  it("asks only instances of the deployment", async () => {
    test = await startTestInspection();
    for (const operation of [...READING, killClient]) {
      const more = operation.name === killClient.name ? KILL : {};
      for (const wrong of [test.input("192.0.2.1:6379"), { ...test.input(), deployment: "other" }]) {
        await expect(run(test, operation, { ...wrong, ...more })).rejects.toMatchObject({ code: "NOT_FOUND" });
      }
    }
  });

  it("answers with a failure in time when the instance hangs, before and after it was connected", async () => {
    const started = await startTestInspection();
    test = started;
    const { deployment, input } = started;
    await run(started, readMemory, input());
    for (let round = 0; round < 2; round++) {
      deployment.master.pause();
      try {
        const attempts = READING.map((operation) => run(started, operation, input()));
        attempts.push(run(started, killClient, { ...input(), ...KILL }));
        for (const outcome of await Promise.allSettled(attempts)) {
          expect(outcome).toMatchObject({ status: "rejected", reason: { code: "TIMEOUT", where: input().instance } });
        }
      } finally {
        deployment.master.resume();
      }
    }
  });

  it("names the line that the ACL lacks", async () => {
    test = await startTestInspection({ asReader: "-@all +hello +auth +ping +select +role +client|setname" });
    const rights = [
      [readSlowlog, "+slowlog|get"],
      [listClients, "+client|list"],
      [readKeyspace, "+info"],
      [readConfig, "+config|get"],
    ] as const;
    for (const [operation, right] of rights) {
      await expect(run(test, operation, test.input())).rejects.toMatchObject({
        code: "REDIS_REPLIED_ERROR",
        message: expect.stringContaining("NOPERM"),
        advice: expect.stringContaining(`ACL SETUSER reader ${right} `),
      });
    }
  });

  it("says so where no user is configured for CONFIG GET", async () => {
    test = await startTestInspection({ users: { reader: {} } });
    await expect(run(test, readConfig, test.input())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("changes nothing where the deployment has no user for changes", async () => {
    test = await startTestInspection({ users: { reader: {} } });
    await expect(run(test, killClient, { ...test.input(), ...KILL })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
