import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { diagnoseDelivery } from "./diagnose-delivery.ts";
import { parseBufferLimit } from "./diagnose-instance.ts";
import { listSamples } from "./list-samples.ts";
import { removeSample } from "./remove-sample.ts";
import { saveSample } from "./save-sample.ts";

const KEYSPACES = [{ kind: "channel", db: 2, name: "news", label: "News", match: "news:{topic}", publish: true }];

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 1, sentinels: 1 }, KEYSPACES);
});
afterAll(() => test.close());

const id = (name: string) => Buffer.from(name).toString("base64url");
const diagnose = (name: string, seconds = 1) =>
  runOperation(diagnoseDelivery, test.context("engineer"), { deployment: "test", channel: id(name), seconds });
const client = () => test.deployment.client(test.deployment.master.address);

it("says that nobody listens where nobody does", async () => {
  const { verdict, instances } = await diagnose("news:none");
  expect(verdict).toMatchObject({ state: "critical", title: "Nobody listens" });
  expect(instances.map(({ role, messages }) => [role, messages])).toEqual([
    ["master", 0],
    ["replica", 0],
  ]);
});

it("finds subscribers, passing messages and what replicas heard of them", async () => {
  await client().subscribe("news:a");
  const publisher = client();
  const timer = setInterval(() => void publisher.publish("news:a", "{}").catch(() => undefined), 20);
  try {
    const { verdict, findings, instances } = await diagnose("news:a", 2);
    expect(verdict.state).toBe("ok");
    expect(findings[0]?.title).toBe("One client listens on the master by this name");
    for (const { messages } of instances) expect(messages).toBeGreaterThan(0);
  } finally {
    clearInterval(timer);
  }
});

it("says that subscribers and publisher use different kinds, and that only patterns may fit", async () => {
  await client().ssubscribe("news:s");
  expect((await diagnose("news:s")).verdict.title).toMatch(/use SSUBSCRIBE/);
  await client().psubscribe("news:*");
  const { findings } = await diagnose("news:b");
  expect(findings[0]).toMatchObject({ state: "unknown", title: expect.stringMatching(/by patterns/) });
});

it("counts every client, of however many it tells the first", async () => {
  const { port } = test.deployment.master;
  const sockets = Array.from({ length: 520 }, () => connect({ port, host: "127.0.0.1" }));
  try {
    await Promise.all(
      sockets.map((socket) => {
        socket.write("PSUBSCRIBE many:*\r\n");
        return once(socket, "data");
      }),
    );
    const { clients, clientTotal, instances } = await diagnose("other:a");
    expect(clients).toHaveLength(100);
    expect(clientTotal).toBeGreaterThanOrEqual(520);
    expect(instances[0]?.patternSubscriptions).toBeGreaterThanOrEqual(520);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

it("says that a replica lost its link", async () => {
  const replica = test.deployment.replicas[0];
  const cut = test.deployment.client(replica?.address ?? "");
  await cut.call("REPLICAOF", "127.0.0.1", "1");
  try {
    await expect
      .poll(async () => (await diagnose("news:a")).findings.map(({ title }) => title), { timeout: 20_000 })
      .toContain(`The replica ${replica?.address} hears nothing`);
  } finally {
    await cut.call("REPLICAOF", "127.0.0.1", String(test.deployment.master.port));
  }
});

it("reads the limit of subscribers' output buffers", () => {
  expect(parseBufferLimit("normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60")).toEqual({
    hardBytes: 33_554_432,
    softBytes: 8_388_608,
    softSeconds: 60,
  });
  expect(parseBufferLimit(undefined)).toBeNull();
});

it("keeps samples for everybody, replaces them by name, and takes no secret", async () => {
  const save = (text: string) =>
    runOperation(saveSample, test.context("engineer"), {
      ...{ deployment: "test", channel: id("news:a"), label: "hello" },
      body: { kind: "text", text },
    });
  const list = async () => (await runOperation(listSamples, test.context("sre"), { deployment: "test" })).samples;
  await save('{"a":1}');
  const { id: second } = await save('{"a":2}');
  expect(await list()).toMatchObject([
    { id: second, channelName: "news:a", label: "hello", body: { text: '{"a":2}' }, savedBy: "sam" },
  ]);
  await expect(save('{"token":"abc"}')).rejects.toMatchObject({ code: "INVALID_INPUT", where: "body" });
  await expect(save("{")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const remove = () => runOperation(removeSample, test.context("sre"), { deployment: "test", id: second });
  await remove();
  await expect(remove()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await list()).toEqual([]);
});
