import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { guardedNames } from "./guarded-names.ts";
import { listChannels } from "./list-channels.ts";
import { readInstance } from "./read-instance.ts";

const channel = { kind: "channel", db: 2 };
const KEYSPACES = [
  { ...channel, name: "news", label: "News", match: "news:{topic}", publish: true },
  { ...channel, name: "quiet", label: "Quiet", match: "quiet:{topic}" },
  { kind: "session", name: "web", label: "Web", db: 0, match: "session:{id}", type: "string", codec: ["json"] },
];
const BINARY = Buffer.from([0xff, 0x00, 0x61]);

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 1, sentinels: 1 }, KEYSPACES);
});
afterAll(() => test.close());

const list = (filter = "", role: Role = "engineer") =>
  runOperation(listChannels, test.context(role), { deployment: "test", filter });
const byName = async (name: string, filter = "") => (await list(filter)).channels.find((found) => found.name === name);

describe("the channels of a deployment", () => {
  const master = () => test.deployment.master.address;
  const replica = () => test.deployment.replicas[0]?.address ?? "";

  beforeAll(async () => {
    const subscribers = [
      [master(), "news:a"],
      [master(), "news:a"],
      [master(), "other"],
      [replica(), "news:a"],
      [replica(), "quiet:b"],
    ] as const;
    for (const [address, name] of subscribers) await test.deployment.client(address).subscribe(name);
    await test.deployment.client(master()).subscribe(BINARY);
    await test.deployment.client(master()).psubscribe("socket.io#/#*", "news:*");
    await test.deployment.client(master()).ssubscribe("socket.io#/#");
  });

  it("count the subscribers of each instance, not the first number that NUMSUB happens to give", async () => {
    await expect
      .poll(() => byName("news:a", "news:"))
      .toMatchObject({
        subscribers: 3,
        byInstance: [
          { address: master(), subscribers: 2 },
          { address: replica(), subscribers: 1 },
        ],
        keyspace: { name: "news", label: "News" },
        whyNotPublish: null,
      });
    await expect.poll(() => byName("other", "oth")).toMatchObject({ subscribers: 1, keyspace: null });
  });

  it("have names of any bytes, and none of them twice", async () => {
    const { channels } = await list("*");
    const binary = channels.filter(({ id }) => id === BINARY.toString("base64url"));
    expect(binary).toMatchObject([{ name: "\\xff\\x00a", subscribers: 1 }]);
    expect(new Set(channels.map(({ id, isSharded }) => `${isSharded} ${id}`)).size).toBe(channels.length);
  });

  it("include shard channels, which PUBSUB CHANNELS does not name", async () => {
    expect(await byName("socket.io#/#", "socket")).toMatchObject({
      isSharded: true,
      subscribers: 1,
      system: { id: "socketio-sharded", publishing: "built" },
    });
  });

  it("say why nobody may publish: undeclared, not meant for it, or dangerous", async () => {
    expect((await byName("other", "othe"))?.whyNotPublish).toMatch(/does not declare/);
    expect((await byName("quiet:b", "quiet"))?.whyNotPublish).toMatch(/publish: true/);
    expect((await byName("__sentinel__:hello", "hello"))?.whyNotPublish).toMatch(/Sentinels/);
  });

  it("come with the clients that subscribe by pattern, which no list of channels shows", async () => {
    const { clients, instances } = await list("news");
    expect(clients).toContainEqual(expect.objectContaining({ instance: master(), patterns: 2, channels: 0 }));
    expect(instances).toMatchObject([
      { address: master(), role: "master", patterns: 2, failure: null },
      { address: replica(), role: "replica", patterns: 0, failure: null },
    ]);
    expect(clients).toContainEqual(expect.objectContaining({ kind: "sentinel" }));
  });

  it("look for a filter anywhere in the name, and take a pattern as one", async () => {
    const names = async (filter: string) => (await list(filter)).channels.map(({ name }) => name);
    expect(await names("ews:")).toEqual(["news:a"]);
    expect(await names("q*:?")).toEqual(["quiet:b"]);
    expect(await names("no\\such")).toEqual([]);
  });

  it("name no key of a session, and cannot be searched for one letter by letter", async () => {
    const key = "5f2c-letmein";
    const subscriber = test.deployment.client(master());
    await subscriber.subscribe(`__keyspace@0__:session:${key}`);
    const answer = await list("__keyspace@0__");
    expect(answer.channels).toMatchObject([{ name: "__keyspace@0__:(a key that is not shown)", isHidden: true }]);
    expect(JSON.stringify(answer)).not.toContain(key);
    expect(Buffer.from(answer.channels[0]?.id ?? "", "base64url").toString("latin1")).not.toContain(key);
    for (const filter of ["session:5", "__keyspace@0__:session:5*", "letmein"])
      expect(await list(filter), filter).toMatchObject({ channels: [], total: 0 });
    await subscriber.quit();
  });

  it("are neither listed nor searched where they are too many, and still found by their whole name", async () => {
    const address = master();
    const handle = await test.context().services.deployments.get("test").instance(address);
    const read = (filter: string, limits: { unfiltered: number; searched: number }) =>
      readInstance(handle, { address, role: "master" }, filter, guardedNames({ keyspaces: [] }), limits);
    const few = { unfiltered: 1, searched: 100 };
    expect(await read("", few)).toMatchObject({ needsFilter: true, needsName: false, counted: [] });
    expect((await read("news", few)).counted).toHaveLength(1);
    const none = { unfiltered: 1, searched: 1 };
    expect(await read("new*", none)).toMatchObject({ needsName: true, counted: [] });
    expect(await read("news:a", none)).toMatchObject({ needsName: false, total: 1, counted: [{ subscribers: 2 }] });
    expect(await read("news:zzz", none)).toMatchObject({ needsName: false, total: 0 });
  });

  it("are there although one instance does not answer, and it is named", async () => {
    test.deployment.replicas[0]?.pause();
    try {
      const { instances, channels } = await list("news:a*");
      expect(instances.find(({ address }) => address === replica())?.failure?.message).toContain(replica());
      expect(channels).toMatchObject([{ name: "news:a", subscribers: 2 }]);
    } finally {
      test.deployment.replicas[0]?.resume();
    }
  });
});
