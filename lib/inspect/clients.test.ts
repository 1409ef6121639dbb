import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { killClient } from "./kill-client.ts";
import { listClients } from "./list-clients.ts";
import { ClientRows } from "./schema.ts";
import { startTestInspection, type TestInspection } from "./test-inspection.ts";

let test: TestInspection;
beforeAll(async () => {
  test = await startTestInspection({ replicas: 1 });
});
afterAll(() => test.close());

const list = async (address?: string) =>
  ClientRows.parse(await runOperation(listClients, test.context("engineer").ctx, test.input(address))).clients;

describe("the list of clients", () => {
  it("says who is connected, to which database, and what they did last", async () => {
    const client = test.deployment.client(test.deployment.master.address, 3);
    await client.client("SETNAME", "shop");
    await client.get("x");
    const [shop] = (await list()).filter(({ name }) => name === "shop");
    expect(shop).toMatchObject({ db: 3, command: "GET", kind: "application", user: "default", isBlocked: false });
    expect(shop?.memoryBytes).toBeGreaterThan(0);
    client.disconnect();
  });

  it("marks the replication and the console's own connections", async () => {
    const kinds = (await list()).map(({ kind }) => kind);
    expect(kinds).toContain("replica");
    expect(kinds).toContain("console");
    const replica = test.deployment.replicas[0]?.address;
    expect((await list(replica)).map(({ kind }) => kind)).toContain("master");
  });

  it("takes nobody for the console's because of a name", async () => {
    const impostor = test.deployment.client(test.deployment.master.address);
    await impostor.call("ACL", "SETUSER", "other", "on", "nopass", "+@all", "~*");
    await impostor.call("AUTH", "other", "x");
    await impostor.client("SETNAME", "redis-console");
    const [row] = (await list()).filter(({ user }) => user === "other");
    expect(row).toMatchObject({ name: "redis-console", kind: "application" });
    impostor.disconnect();
  });
});

describe("closing a client's connection", () => {
  let victim: { id: string; address: string };
  let isClosed: () => boolean;
  beforeEach(async () => {
    const client = test.deployment.client(test.deployment.master.address);
    client.options.retryStrategy = () => null;
    let hasEnded = false;
    client.once("end", () => {
      hasEnded = true;
    });
    isClosed = () => hasEnded;
    const id = String(await client.client("ID"));
    const row = (await list()).find((one) => one.id === id);
    victim = { id, address: row?.address ?? "" };
  });
  const kill = (more: Record<string, unknown> = {}, context = test.context()) =>
    runOperation(killClient, context.ctx, { ...test.input(), ...victim, reason: "stuck for an hour", ...more });

  it("ends that connection, and leaves two lines", async () => {
    const context = test.context();
    expect(await kill({}, context)).toEqual({ outcome: "killed", id: victim.id });
    await expect.poll(isClosed).toBe(true);
    expect((await list()).map(({ id }) => id)).not.toContain(victim.id);
    expect(context.lines).toMatchObject([
      { phase: "started", reason: "stuck for an hour", target: { shown: expect.stringContaining(victim.address) } },
      { phase: "succeeded" },
    ]);
  });

  it("says that it is gone when it is", async () => {
    await kill();
    expect(await kill()).toEqual({ outcome: "already-gone", id: victim.id });
  });

  it("leaves a client alone that is not the one that was shown", async () => {
    await expect(kill({ address: "192.0.2.1:5" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(isClosed()).toBe(false);
  });

  it("never closes the replication or the console's own connection", async () => {
    for (const kind of ["replica", "console"]) {
      const kept = (await list()).find((one) => one.kind === kind);
      expect(kept).toBeDefined();
      await expect(kill({ id: kept?.id, address: kept?.address })).rejects.toMatchObject({ code: "CONFLICT" });
    }
    expect(new Set((await list()).map(({ kind }) => kind))).toEqual(new Set(["application", "console", "replica"]));
  });

  it("works on a replica, too", async () => {
    const address = test.deployment.replicas[0]?.address ?? "";
    const client = test.deployment.client(address);
    client.options.retryStrategy = () => null;
    const id = String(await client.client("ID"));
    const row = (await list(address)).find((one) => one.id === id);
    expect(await kill({ instance: address, id, address: row?.address })).toMatchObject({ outcome: "killed" });
  });

  it("asks for a reason", async () => {
    await expect(kill({ reason: " " })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});
