import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Operation } from "./operation.ts";
import { OPERATIONS } from "./operation-list.ts";
import { ROLES, type Role } from "./roles.ts";
import { runOperation } from "./run-operation.ts";
import { testContext } from "./test-context.ts";

/** v viewer, s support, e engineer, r sre, a admin; ! needs a fresh proof of identity. Written by hand: this is the decision. */
const MATRIX: Record<string, string> = {
  "topology.get": "vsera",
  "topology.watch": "vsera",
  "health.faces": "vsera",
  "history.get": "vsera",
  "metrics.queries": "vsera",
  "timeline.list": "vsera",
  "timeline.failovers": "vsera",
  "session.search": "sr",
  "session.count": "sr",
  "session.details": "sr",
  "session.plan-revocation": "sr",
  "session.revoke": "sr",
  "session.revoke-many": "r!",
  "session.plan-cohort": "r",
  "session.revoke-cohort": "r!",
  "session.recheck": "sr",
  "session.revocation": "sr",
  "session.ledger": "sr",
  "session.export": "sr",
  "case.look": "sr",
  "case.plan": "sr",
  "case.clear": "sr",
  "cache.sample": "ser",
  "cache.search": "ser",
  "cache.show": "er",
  "cache.delete": "er",
  "cache.plan-flush": "er",
  "undo.restore": "ser",
  "cache.flush": "er",
  "cache.flush-large": "r!",
  "limits.watch": "ser",
  "limits.find": "ser",
  "limits.find-hashed": "ser",
  "limits.reset": "sr",
  "limits.plan-reset": "r",
  "limits.reset-pattern": "r!",
  "failover.plan": "r",
  "failover.safe": "r!",
  "failover.native": "r!",
  "sentinel.reset": "r!",
  "failover.drill": "r!",
  "failover.drills": "r",
  "rolling.plan": "r",
  "rolling.restart": "r!",
  "pubsub.channels": "er",
  "pubsub.publish": "er",
  "pubsub.receipt": "er",
  "pubsub.tail": "er",
  "pubsub.diagnose": "er",
  "pubsub.samples": "er",
  "pubsub.save-sample": "er",
  "pubsub.remove-sample": "er",
  "jobs.list": "vsera",
  "jobs.cancel": "vsera",
  "jobs.resume": "vsera!",
  "jobs.pause": "vsera",
  "jobs.unpause": "vsera",
  "audit.list": "vsera",
  "audit.verify": "ra",
  "sign-in.list": "a",
  "sign-in.end": "a!",
  "sign-in.confirm": "vsera",
  "sign-in.sign-out": "vsera",
  "inspect.slowlog": "er",
  "inspect.latency": "vsera",
  "inspect.clients": "er",
  "inspect.kill-client": "r!",
  "inspect.memory": "vsera",
  "inspect.keyspace": "vsera",
  "inspect.config": "er",
  "inspect.sample-big-keys": "er",
  "inspect.big-keys": "er",
  "notifications.status": "ra",
  "notifications.test": "r",
  "lifecycle.list": "vsera",
  "config.sources": "er",
  "config.boot-check": "er",
  "config.drift": "er",
  "config.plan-apply": "r",
  "config.apply": "r!",
  "lifecycle.plan": "r",
  "lifecycle.start": "r!",
  "lifecycle.stop": "r!",
  "lifecycle.restart": "r!",
  "lifecycle.watch-output": "ra",
  "backup.list": "er",
  "backup.save": "r",
};

const LETTER: Record<Role, string> = { viewer: "v", support: "s", engineer: "e", sre: "r", admin: "a" };
// Each takes another input; here all are given the same nonsense.
const operations = OPERATIONS as unknown as readonly Operation[];

it("lists every operation that a file defines, and no name twice", () => {
  const files = globSync("lib/**/*.ts", { exclude: ["lib/**/*.test.ts"] });
  const defined = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return text.includes("defineOperation({")
      ? [...text.matchAll(/^\s+name: "([a-z-]+\.[a-z-]+)",$/gm)].map(([, name]) => name)
      : [];
  });
  expect(operations.map(({ name }) => name).sort()).toEqual(defined.sort());
  expect(Object.keys(MATRIX).sort()).toEqual(defined.sort());
});

describe.each(operations.map((operation) => [operation.name, operation] as const))("%s", (name, operation) => {
  it.each(ROLES)("obeys the matrix for %s", async (role) => {
    const { ctx, lines } = testContext({ role, authenticatedAt: 0 });
    const isAllowed = (MATRIX[name] ?? "").includes(LETTER[role]);
    const needsProof = (MATRIX[name] ?? "").endsWith("!");
    const attempt = runOperation(operation, ctx, {
      nothing: "of what it wants",
      reason: Symbol("no text"),
    });
    if (!isAllowed) {
      await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(lines).toMatchObject([{ phase: "refused", operation: name, errorCode: "FORBIDDEN" }]);
    } else if (needsProof) {
      await expect(attempt).rejects.toMatchObject({ code: "STEP_UP_REQUIRED" });
    } else {
      await expect(attempt).rejects.toMatchObject({ code: "INVALID_INPUT" });
      expect(lines).toEqual([]);
    }
  });
});
