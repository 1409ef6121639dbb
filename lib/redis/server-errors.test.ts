import { inspect } from "node:util";
import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { DeploymentConnections, Purpose } from "./deployment-connections.ts";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

const SECRET = "Tr0ub4dor-canary";
const LIMITED = `reset on >${SECRET} resetchannels &open ~open -@all +hello +auth +info +role +client|setname +get +publish`;

let deployment: TestDeployment;
let admin: Redis;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  deployment = await startTestDeployment();
  admin = deployment.client(deployment.master.address);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await admin.call("CONFIG", "SET", "requirepass", "");
  await admin.replicaof("NO", "ONE");
});
afterAll(() => deployment.stop());

const someone = { username: "someone", password: { env: "ANY" } };

function connect(more: Record<string, unknown> = {}): DeploymentConnections {
  const registry = createDeploymentRegistry({ test: deployment.config(more) }, { readSecret: () => SECRET });
  closing.push(() => registry.close());
  return registry.get("test");
}

/** What `run` rejects with when the server becomes as it is before the commands are sent. */
async function failure(
  commands: (redis: Redis) => Promise<unknown>,
  before: () => Promise<unknown>,
  more: Record<string, unknown> = {},
  purpose: Purpose = "write",
): Promise<unknown> {
  const master = await connect(more).master(0, purpose);
  await before();
  return master.run("the test", commands).then(
    (value) => expect.unreachable(`It succeeded with ${inspect(value)}.`),
    (error: unknown) => error,
  );
}

async function asSomeone(commands: (redis: Redis) => Promise<unknown>): Promise<unknown> {
  await admin.call("ACL", "SETUSER", "someone", ...LIMITED.split(" "));
  return failure(commands, async () => undefined, { users: { reader: someone, writer: someone } });
}

const becomeReplica = () => admin.replicaof("127.0.0.1", 1);

const cases: [title: string, word: string, fail: () => Promise<unknown>][] = [
  [
    "a password that is asked for and not given",
    "NOAUTH",
    async () => {
      await admin.call("CONFIG", "SET", "requirepass", SECRET);
      return connect()
        .master(0, "read")
        .catch((error: unknown) => error);
    },
  ],
  [
    "a user that is not let in",
    "WRONGPASS",
    () =>
      connect({ users: { reader: { ...someone, username: "nobody" } } })
        .master(0, "read")
        .catch((error: unknown) => error),
  ],
  ["a command that the ACL refuses", "NOPERM", () => asSomeone((redis) => redis.set("open", SECRET))],
  ["a key that the ACL refuses", "NOPERM", () => asSomeone((redis) => redis.get(SECRET))],
  ["a channel that the ACL refuses", "NOPERM", () => asSomeone((redis) => redis.publish(SECRET, SECRET))],
  ["a write to what has become a replica", "READONLY", () => failure((redis) => redis.set("a", SECRET), becomeReplica)],
  [
    "a transaction on what has become a replica",
    "READONLY",
    () => failure((redis) => redis.multi().set("a", SECRET).exec(), becomeReplica),
  ],
  [
    "a wait for replicas on what has become a replica",
    "UNBLOCKED",
    () =>
      failure(
        async (redis) => {
          const waiting = redis.wait(1, 1_500);
          waiting.catch(() => undefined);
          await expect.poll(() => admin.call("CLIENT", "LIST")).toContain("cmd=wait");
          await becomeReplica();
          return waiting;
        },
        async () => undefined,
      ),
  ],
  [
    "a transaction whose server becomes a replica before EXEC",
    "READONLY",
    () =>
      failure(
        async (redis) => {
          await redis.multi({ pipeline: false });
          await redis.set("a", SECRET);
          await becomeReplica();
          return redis.exec();
        },
        async () => undefined,
      ),
  ],
  [
    "a key of another type",
    "WRONGTYPE",
    () =>
      failure(
        (redis) => redis.lpush("a", SECRET),
        () => admin.set("a", "1"),
      ),
  ],
];

it.each(cases)("tells %s (%s) with the instance, and without arguments or secrets", async (_, word, fail) => {
  const error = await fail();
  expect(error).toMatchObject({
    name: "DomainError",
    code: "REDIS_REPLIED_ERROR",
    where: deployment.master.address,
    message: expect.stringContaining(`(${word})`),
  });
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(SECRET);
  expect(JSON.stringify(error)).not.toContain(SECRET);
});

it("gives nobody a connection again whose server has become a replica inside a transaction", async () => {
  const before = await connect().master(0, "write");
  await becomeReplica();
  await expect(before.run("SET", (redis) => redis.multi().set("a", "1").exec())).rejects.toThrow("READONLY");
  await expect.poll(() => admin.call("CLIENT", "LIST")).not.toContain("redis-console");
});

it("knows that nothing was changed when the connection is lost before the first command", async () => {
  const connections = connect();
  await connections.master(0, "write");
  deployment.master.pause();
  try {
    await expect(connections.master(0, "write")).rejects.toMatchObject({
      code: "TIMEOUT",
      advice: expect.stringContaining("Nothing was changed"),
    });
  } finally {
    deployment.master.resume();
  }
});

it.each([
  ["read", "REDIS_UNREACHABLE"],
  ["write", "TIMEOUT"],
] as const)("calls a connection lost while it could %s %s", async (purpose, code) => {
  const master = await connect().master(0, purpose);
  const outcome = master.run("BLPOP", (redis) => redis.blpop(SECRET, 0)).catch((error: unknown) => error);
  await expect.poll(() => admin.call("CLIENT", "LIST")).toContain("cmd=blpop");
  await admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  expect(await outcome).toMatchObject({ code, where: deployment.master.address });
  expect(inspect(await outcome, { depth: 10, showHidden: true })).not.toContain(SECRET);
});
