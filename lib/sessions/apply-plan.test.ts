import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { TestConsole } from "#lib/test-console.ts";
import { applyPlan } from "./apply-plan.ts";
import type { PlannedSession } from "./revocation-plan.ts";
import { createTestSessions } from "./test-sessions.ts";

let test: TestConsole;
const planned: PlannedSession = { keyspace: "web", key: Buffer.from("sess:a"), userId: "42", digest: null };

beforeAll(async () => {
  test = await createTestSessions();
});
afterAll(() => test.close());
beforeEach(() => redis().flushall());

const redis = () => test.deployment.client(test.deployment.master.address);

/** The real connections, on which the first deletion loses its connection before or after the server acted. */
function losingOnce(when: "before" | "after"): DeploymentConnections {
  const connections = test.context().services.deployments.get("test");
  let hasLost = false;
  return {
    ...connections,
    async withExclusiveMaster(db, work) {
      if (hasLost) return connections.withExclusiveMaster(db, work);
      hasLost = true;
      if (when === "after") {
        await connections.withExclusiveMaster(db, (handle) =>
          work({
            ...handle,
            run: async (command, call, options) => {
              const reply = await handle.run(command, call, options);
              if (command === "EXEC") throw new DomainError("REDIS_UNREACHABLE", "The reply was lost.");
              return reply;
            },
          }),
        );
      }
      throw new DomainError("REDIS_UNREACHABLE", "There was no connection.");
    },
  };
}

describe("a plan whose connection is lost", () => {
  it("calls what had gone before gone, not deleted", async () => {
    const { outcomes } = await applyPlan(losingOnce("before"), { sessions: [planned], replicas: 0 });
    expect([...outcomes.values()]).toEqual(["already-gone"]);
  });

  it("counts a deletion whose reply was lost", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    const { outcomes } = await applyPlan(losingOnce("after"), { sessions: [planned], replicas: 0 });
    expect([...outcomes.values()]).toEqual(["deleted"]);
    expect(await redis().exists("sess:a")).toBe(0);
  });
});

describe("a plan that finds all of the console's connections in use", () => {
  it("waits for one, and is carried out", async () => {
    await redis().set("sess:a", JSON.stringify({ passport: { user: 42 } }));
    const connections = test.context().services.deployments.get("test");
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const hold = () =>
      new Promise<"held" | "full">((answer) => {
        const work = () => {
          answer("held");
          return released;
        };
        connections.withExclusiveMaster(0, work).catch(() => answer("full"));
      });
    while ((await hold()) === "held");
    const applied = applyPlan(connections, { sessions: [planned], replicas: 0 });
    // It asks later, and waits as long: when it is refused, so was the plan.
    expect(await hold()).toBe("full");
    release();
    expect([...(await applied).outcomes.values()]).toEqual(["deleted"]);
  });
});

describe("a plan on a server that is hard pressed", () => {
  it("is carried out although the memory is full, and no transaction can be queued", async () => {
    const sign = (user: number) => JSON.stringify({ passport: { user } });
    await redis().mset("sess:a", sign(42), "sess:b", sign(42), "sess:other", sign(7));
    await redis().config("SET", "maxmemory", "1mb");
    const connections = test.context().services.deployments.get("test");
    const sessions = ["sess:a", "sess:b", "sess:other"].map((key) => ({ ...planned, key: Buffer.from(key) }));
    const { outcomes } = await applyPlan(connections, { sessions, replicas: 0 });
    await redis().config("SET", "maxmemory", "0");
    expect([...outcomes.values()]).toEqual(["deleted", "deleted", "changed-owner"]);
    expect(await redis().keys("*")).toEqual(["sess:other"]);
  });

  it("knows whose a hash of many fields is, wherever that is among them", async () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, nth) => [`f${nth}`, "x"]));
    await redis().hset("app:many", { ...many, userId: "42" });
    await redis().hset("app:other", { ...many, userId: "7" });
    const sessions = ["app:many", "app:other"].map((key) => ({ ...planned, keyspace: "app", key: Buffer.from(key) }));
    const { outcomes } = await applyPlan(test.context().services.deployments.get("test"), { sessions, replicas: 0 });
    expect([...outcomes.values()]).toEqual(["deleted", "changed-owner"]);
    expect(await redis().keys("*")).toEqual(["app:other"]);
  });

  it("takes values that are too large to be read together for what they are", async () => {
    const large = JSON.stringify({ pad: "x".repeat(3_900_000), passport: { user: 42 } });
    const sessions = Array.from({ length: 11 }, (_, nth) => ({ ...planned, key: Buffer.from(`sess:${nth}`) }));
    for (const { key } of sessions) await redis().set(key, large);
    const connections = test.context().services.deployments.get("test");
    const { outcomes } = await applyPlan(connections, { sessions, replicas: 0 });
    expect(new Set(outcomes.values())).toEqual(new Set(["deleted"]));
    expect(await redis().dbsize()).toBe(0);
  });
});
