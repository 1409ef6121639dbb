import { afterEach, describe, expect, it } from "vitest";
import { createAuditLog } from "#lib/audit/store-audit-log.ts";
import { OPERATIONS } from "#lib/operation-list.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { startPoller } from "#lib/topology/poller.ts";
import { createSetups } from "#lib/topology/setups.ts";
import { CONSOLE_CHANGES } from "./console-changes.ts";
import { listFailovers } from "./list-failovers.ts";
import { listTimeline } from "./list-timeline.ts";
import { FailoverStories, Timeline } from "./schema.ts";
import { createTimelineRecorder } from "./timeline-recorder.ts";

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function watch(wanted: Parameters<typeof startTestDeployment>[0]) {
  const stores = await startTestStores("sqlite");
  cleanUp.push(() => stores.stop());
  const { store, location } = await stores.create();
  const redis = await startTestDeployment(wanted);
  cleanUp.push(() => redis.stop());
  const config = redis.config({ pollMs: 250, expectedReplicas: redis.replicas.length, users });
  const deployments = createDeploymentRegistry({ test: config }, { readSecret: () => "" });
  cleanUp.push(() => deployments.close());
  const recorder = createTimelineRecorder(store, Date.now);
  cleanUp.push(() => recorder.close());
  const connections = deployments.get("test");
  const timeline = recorder.of(connections);
  const poller = startPoller({ connections, now: Date.now, record: () => undefined, timeline });
  cleanUp.push(() => poller.stop());
  const services = { store, deployments, now: Date.now };
  const ask = (role: Role) => testContext({ role, userId: role }, services).ctx;
  const range = { deployment: "test", fromMs: 0, untilMs: Date.now() + 3_600_000 };
  return {
    redis,
    store,
    folder: location.folder,
    poller,
    connections,
    timeline,
    list: async (role: Role = "viewer", more: { instance?: string } = {}) =>
      Timeline.parse(await runOperation(listTimeline, ask(role), { ...range, ...more })),
    stories: async () =>
      FailoverStories.parse(await runOperation(listFailovers, ask("viewer"), { deployment: "test" })).stories,
  };
}

const users = { reader: {}, writer: {}, configReader: {} };
const soon = { timeout: 30_000, interval: 50 };

describe("the timeline of a real deployment", () => {
  it("tells the story of a master that was killed, and that it came back", async () => {
    const { redis, list, stories, poller } = await watch({ replicas: 2, sentinels: 3 });
    const from = redis.master.address;
    const signal = AbortSignal.timeout(5_000);
    await expect.poll(async () => (await poller.current(signal))?.masterAddress, soon).toBe(from);
    await redis.master.kill();
    await expect.poll(async () => (await stories())[0]?.result, soon).toBe("done");
    const [story, ...others] = await stories();
    // On a busy machine the sentinels may need more than one vote.
    expect(others.filter(({ result }) => result !== "aborted")).toEqual([]);
    expect(story).toMatchObject({ cause: "odown", from, to: await redis.currentMaster(), epoch: others.length + 1 });
    const phases = Object.values(story?.phases ?? {});
    expect(phases.every((ms) => ms !== null && ms >= 0)).toBe(true);
    expect(story?.reconfiguredReplicas).toHaveLength(1);
    await redis.master.start();
    const kinds = async () => (await list("viewer", { instance: from })).events.map(({ kind }) => kind);
    await expect.poll(kinds, soon).toContain("restart");
    const { events, isComplete } = await list();
    expect(isComplete).toBe(true);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((one, other) => other - one));
    expect(events.filter(({ title }) => title.startsWith("The master is"))).toHaveLength(1);
  });

  it("tells of a failover that somebody asked for", async () => {
    const { redis, stories, poller } = await watch({ replicas: 2, sentinels: 3 });
    await expect
      .poll(async () => (await poller.current(AbortSignal.timeout(5_000)))?.masterAddress, soon)
      .toBe(redis.master.address);
    const to = await redis.failover();
    await expect.poll(async () => (await stories())[0], soon).toMatchObject({ result: "done", cause: "asked", to });
  });

  it("tells of a directive that somebody set on a running instance", async () => {
    const { redis, connections, timeline, list } = await watch({ replicas: 0 });
    let now = 0;
    const setups = createSetups(connections, () => now, timeline.configured);
    const address = redis.master.address;
    setups.refresh(address);
    await expect.poll(() => setups.of(address), soon).toMatchObject({ isAofOn: false });
    await redis.client(address).config("SET", "appendonly", "yes", "maxmemory", "200mb");
    now += 60_001;
    setups.refresh(address);
    const titles = async () => (await list()).events.map(({ title }) => title);
    await expect
      .poll(titles, soon)
      .toEqual(
        expect.arrayContaining([
          `maxmemory changed from no limit to 200 MiB on ${address}`,
          `appendonly changed from no to yes on ${address}`,
        ]),
      );
  });

  it("tells that data was saved, and by whom the console changed something as far as the role may know", async () => {
    const { redis, list, store, folder } = await watch({ replicas: 0 });
    const { ctx } = testContext();
    const { seal } = ctx.services;
    const audit = createAuditLog({ store, seal, now: Date.now, processId: "p", anchorFolder: folder });
    for (const phase of ["started", "succeeded"] as const) {
      const target = { shown: "sessions of 42", deployment: "test" };
      await audit.append({ requestId: "r", phase, operation: "session.revoke", actor: ctx.actor, target });
    }
    // The time of a save is told in whole seconds.
    const saved = async () => {
      await redis.client(redis.master.address).save();
      return (await list()).events.map(({ kind }) => kind);
    };
    await expect.poll(saved, { ...soon, interval: 300 }).toContain("save");
    const changes = async (role: Role) => (await list(role)).events.filter(({ kind }) => kind === "operation");
    expect(await changes("viewer")).toMatchObject([{ actor: "somebody", detail: null }]);
    expect(await changes("engineer")).toMatchObject([{ actor: "ada", detail: null }]);
    expect(await changes("sre")).toMatchObject([{ actor: "ada", detail: "sessions of 42" }]);
  });
});

it("knows a word for every change that can concern a deployment, and for nothing else", () => {
  const without = new Set(["notifications.test", "sign-in.end", "sign-in.confirm", "sign-in.sign-out"]);
  const changes = OPERATIONS.filter(({ kind, name }) => kind === "change" && !without.has(name));
  expect(Object.keys(CONSOLE_CHANGES).sort()).toEqual(changes.map(({ name }) => name).sort());
});
