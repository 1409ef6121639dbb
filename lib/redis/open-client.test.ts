import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { splitAddress } from "./address.ts";
import { createClientOpener } from "./client-opener.ts";
import { clientOptions } from "./client-options.ts";
import { type OpenClient, openClient } from "./open-client.ts";
import { runOn } from "./redis-handle.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await startTestDeployment();
});
afterAll(() => deployment.stop());

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers every chunk it gets as it is told; not Redis at all. */
async function hostileServer(answer: (socket: Socket, asked: string) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => answer(socket, bytes.toString("latin1")));
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  return `127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
}

function open(address: string, more: Record<string, unknown> = {}, readSecret = () => ""): Promise<OpenClient> {
  const opener = createClientOpener(deployment.config(more), readSecret);
  return opener.open(opener.key(address, 0, "read"));
}

/** Waits less than the product does, so that many strangers take little time. */
function openStranger(address: string): Promise<OpenClient> {
  const identity = { address, db: 0, user: "default", mayHaveWritten: false };
  const needs = { db: 0, login: undefined, tls: undefined, commandTimeoutMs: 1_000, readSecret: () => "" };
  return openClient(identity, clientOptions({ ...splitAddress(address), ...needs }), 300);
}

const DEEP = 200_000;
const hostile: [title: string, answer: string][] = [
  ["words of another protocol", "HTTP/1.1 400 Bad Request\r\n\r\n"],
  ["bytes without meaning", "\u0000\u0001\u0002\r\n\u00ff\r\n"],
  ["a number where a text belongs", ":1\r\n".repeat(20)],
  ["nothing where a text belongs", "$-1\r\n".repeat(20)],
  ["a list where a text belongs", "*2\r\n:1\r\n$1\r\na\r\n".repeat(20)],
  ["lists in lists without end", "*1\r\n".repeat(DEEP)],
  ["lists in lists with an end", `${"*1\r\n".repeat(DEEP)}:1\r\n`.repeat(3)],
  ["a push of nothing", ">2\r\n_\r\n_\r\n".repeat(3)],
  ["a push that looks like a message", ">3\r\n$7\r\nmessage\r\n_\r\n_\r\n".repeat(3)],
  ["an answer said to be longer than any memory", "$9007199254740992\r\nabc"],
  ["a list said to be longer than any memory", "*9007199254740992\r\n:1\r\n"],
  ["a length that is no number", "$abc\r\nabc\r\n"],
  ["a length below zero", "*-7\r\n$-9\r\n"],
  ["more answers than questions", "+OK\r\n".repeat(10_000)],
  ["errors without an end", `-ERR ${"x".repeat(100_000)}`],
];

describe("a server that is not what it should be", () => {
  it.each(hostile)("answers %s, and that is an error like others", async (_, answer) => {
    const address = await hostileServer((socket) => socket.write(Buffer.from(answer, "latin1")));
    const outcome = await openStranger(address).then(
      (client) => {
        client.close();
        return { name: "DomainError", where: client.address, runId: client.runId };
      },
      (error: unknown) => error,
    );
    expect(outcome).toMatchObject({ name: "DomainError", where: address });
  });

  it.each(hostile)("may answer %s later, too", async (_, answer) => {
    let isHostile = false;
    const address = await hostileServer((socket, asked) => {
      if (isHostile) socket.write(Buffer.from(answer, "latin1"));
      else for (const _command of asked.matchAll(/^\*\d+\r$/gm)) socket.write("$12\r\nrun_id:abc\r\n\r\n");
    });
    const client = await open(address);
    isHostile = true;
    const outcome = await runOn(client, "GET", (redis) => redis.get("a"), 300).then(
      (value) => ({ name: "DomainError", where: address, value }),
      (error: unknown) => error,
    );
    expect(outcome).toMatchObject({ name: "DomainError", where: address });
    client.close();
  });

  it("says nothing, and is given up in time", async () => {
    const address = await hostileServer(() => undefined);
    await expect(open(address)).rejects.toMatchObject({ code: "TIMEOUT", where: address });
  });

  it("hangs up at once", async () => {
    const address = await hostileServer((socket) => socket.destroy());
    await expect(open(address)).rejects.toMatchObject({ code: "REDIS_UNREACHABLE", where: address });
  });
});

describe("an open client", () => {
  it("is of use without the right to INFO, and counts as another server each time", async () => {
    const admin = deployment.client(deployment.master.address);
    await admin.call("ACL", "SETUSER", "blind", "reset", "on", ">canary", "-@all", "+auth", "+hello", "+ping");
    const reader = { username: "blind", password: { env: "ANY" } };
    const [first, second] = [
      await open(deployment.master.address, { users: { reader } }, () => "canary"),
      await open(deployment.master.address, { users: { reader } }, () => "canary"),
    ];
    expect(await first.redis.ping()).toBe("PONG");
    expect(first.runId).not.toBe(second.runId);
    first.close();
    second.close();
  });

  it("survives errors after it was closed", async () => {
    const client = await open(deployment.master.address);
    client.close();
    expect(client.isOpen()).toBe(false);
    expect(client.redis.emit("error", new Error("late"))).toBe(true);
    await expect(runOn(client, "PING", (redis) => redis.ping(), 1_000)).rejects.toMatchObject({
      code: "REDIS_UNREACHABLE",
    });
  });

  it("closes only when the last call has settled, once it is retired", async () => {
    const client = await open(deployment.master.address);
    const blocked = runOn(client, "BLPOP", (redis) => redis.blpop("nothing", 1), 2_000);
    client.retire();
    expect(client.isOpen()).toBe(false);
    expect(await blocked).toBeNull();
    await expect.poll(() => client.redis.status).toBe("end");
  });
});
