import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { nameCohort } from "./cohort.ts";
import { planCohort } from "./plan-cohort.ts";
import { readLedger } from "./read-ledger.ts";
import { recheckRevocation } from "./recheck-revocation.ts";
import { revokeCohort } from "./revoke-cohort.ts";
import { revokeCohortJob } from "./revoke-cohort-job.ts";
import { type Cohort, type CohortPlan, CohortReport } from "./schema.ts";

const WEB = {
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "sess:{id}",
  type: "string",
  codec: ["json"],
  user: "user",
  email: "email",
  ip: "ip",
  device: "ua",
  created: "at",
  revoke: { recheckMs: [300] },
};
const NOON = Date.UTC(2026, 0, 15, 12);

let test: TestConsole;
let runner: JobRunner;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 2, sentinels: 3 }, [WEB]);
});
afterAll(() => test.close());
beforeEach(async () => {
  await redis().flushall();
  runner = startJobRunner({ services: context().services, owner: "test", kinds: [revokeCohortJob] });
});
afterEach(() => runner.stop());

const context = () => test.context("sre");
const redis = () => test.deployment.client(test.deployment.master.address);

interface Made {
  user?: string | undefined;
  ip?: string;
  ua?: string;
  at?: number | undefined;
}

async function put(
  name: string,
  { user = "1", ip = "192.0.2.1", ua = "curl/8", at = NOON, ...rest }: Made,
): Promise<void> {
  const value = { user: "user" in rest ? rest.user : user, email: `${user}@example.com`, ip, ua, at };
  await redis().set(`sess:${name}`, JSON.stringify(value), "PX", 3_600_000);
}

/** Cuts the connections to the replicas now and then: the scan begins anew, and what a lost batch had judged must not count. */
async function planWithLosses(cohort: Partial<Cohort>, losses: number): Promise<CohortPlan> {
  const input = { deployment: "test", cohort: { exceptUsers: [], ...cohort } };
  const replicas = test.deployment.replicas.map(({ address }) => test.deployment.client(address));
  let isOver = false;
  const cutting = (async () => {
    for (let nth = 0; nth < losses && !isOver; nth += 1) {
      await Promise.all(replicas.map((replica) => replica.call("CLIENT", "KILL", "TYPE", "normal")));
      await delay(40 + nth * 3);
    }
  })();
  for await (const event of await runOperation(planCohort, context(), input)) {
    if (event.type === "planned") {
      isOver = true;
      await cutting;
      return event.plan;
    }
  }
  throw new Error("There was no plan.");
}

async function plan(cohort: Partial<Cohort>): Promise<CohortPlan> {
  await redis().wait(2, 2_000);
  let made: CohortPlan | undefined;
  for await (const event of await runOperation(planCohort, context(), { deployment: "test", cohort })) {
    if (event.type === "planned") made = event.plan;
  }
  if (made === undefined) throw new Error("There is no plan.");
  return made;
}

const order = async (made: CohortPlan) =>
  (await runOperation(revokeCohort, context(), { deployment: "test", plan: made.plan, reason: "stuffing", typed: "" }))
    .jobId;
const job = async (id: string) =>
  (await runOperation(listJobs, context(), { deployment: "test" })).jobs.find((one) => one.id === id);

async function ended(id: string): Promise<CohortReport> {
  await expect.poll(async () => (await job(id))?.endedAt, { timeout: 60_000, interval: 100 }).not.toBeNull();
  const done = await job(id);
  expect(done?.error).toBeNull();
  return CohortReport.parse(done?.result);
}

const names = async () => (await redis().keys("*")).sort();

it("counts each session once, however often the scan has to begin anew", async () => {
  const values = Array.from({ length: 30_000 }, (_, nth) => [
    `sess:${nth}`,
    JSON.stringify({ user: `u${nth % 100}`, at: NOON }),
  ]);
  await redis().mset(values.flat());
  await redis().wait(2, 5_000);
  const made = await planWithLosses({ createdBefore: NOON + 1 }, 15);
  expect(made).toMatchObject({ count: 30_000, looked: 30_000, users: 100 });
}, 60_000);

describe("the plan of a cohort", () => {
  it.each<[string, Partial<Cohort>, string[]]>([
    ["a time", { createdBefore: NOON }, ["sess:old"]],
    ["a time from which on", { createdAfter: NOON + 2 }, ["sess:new"]],
    ["a range of addresses", { network: "203.0.113.0/24" }, ["sess:net"]],
    ["a user agent", { userAgent: "EVIL" }, ["sess:agent"]],
    ["a user", { userId: "9" }, ["sess:nine"]],
    [
      "several of these together",
      { network: "192.0.2.0/24", createdBefore: NOON + 1, userAgent: "curl" },
      ["sess:nine", "sess:old"],
    ],
  ])("by %s finds exactly what fits, and the job revokes exactly that", async (_, cohort, doomed) => {
    await put("old", { at: NOON - 1 });
    await put("new", { at: NOON + 2, ip: "198.51.100.1" });
    await put("net", { ip: "203.0.113.77", ua: "Firefox", at: NOON + 1 });
    await put("agent", { ua: "Mozilla Evil/1", at: NOON + 1, ip: "198.51.100.2" });
    await put("nine", { user: "9" });
    const before = await names();
    const made = await plan(cohort);
    expect(made).toMatchObject({ count: doomed.length, looked: 5, mustType: false });
    const report = await ended(await order(made));
    expect(report).toMatchObject({ planned: doomed.length, deleted: doomed.length, left: 0, kept: 0, restarts: 0 });
    expect(await names()).toEqual(before.filter((name) => !doomed.includes(name)));
  });

  it("tells who has the most, and what is left alone and why", async () => {
    for (let nth = 0; nth < 30; nth += 1) await put(`a${nth}`, { user: "a" });
    for (let nth = 0; nth < 5; nth += 1) await put(`b${nth}`, { user: "b" });
    await put("own", { user: "me" });
    await redis().set("sess:anonymous", JSON.stringify({ ip: "192.0.2.1", ua: "curl", at: NOON }));
    await redis().set("sess:undecodable", "no json");
    await redis().set("sess:timeless", JSON.stringify({ user: "c" }));
    const made = await plan({ createdBefore: NOON + 1, exceptUsers: ["me"] });
    expect(made).toMatchObject({
      count: 35,
      users: 2,
      topUsers: [
        { userId: "a", email: "a@example.com", count: 30 },
        { userId: "b", count: 5 },
      ],
      excluded: { excepted: 1, anonymous: 1, undecodable: 1, notRecorded: 1 },
    });
    expect(made.sample).toHaveLength(10);
    await ended(await order(made));
    expect(await names()).toEqual(["sess:anonymous", "sess:own", "sess:timeless", "sess:undecodable"]);
  });

  it.each<Partial<Cohort>>([{}, { exceptUsers: ["1"] }, { network: "not an address" }, { userAgent: "x" }])(
    "is refused for what has nothing in common: %o",
    async (cohort) => {
      await expect(plan(cohort)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    },
  );
});

describe("the revocation of a cohort", () => {
  it("leaves alone what does not fit any more when it is about to go", async () => {
    await put("stays", { ip: "203.0.113.1" });
    await put("goes", { ip: "203.0.113.2" });
    const made = await plan({ network: "203.0.113.0/24" });
    // On the replica it still fits, on the master no longer.
    for (const replica of test.deployment.replicas) replica.pause();
    await put("stays", { ip: "198.51.100.1" });
    const id = await order(made);
    for (const replica of test.deployment.replicas) replica.resume();
    expect(await ended(id)).toMatchObject({ left: 0 });
    expect(await names()).toEqual(["sess:stays"]);
  });

  it("revokes again what a request under way brings back", async () => {
    for (let nth = 0; nth < 20; nth += 1) await put(`s${nth}`, {});
    const id = await order(await plan({ createdBefore: NOON + 1 }));
    await expect.poll(names, { timeout: 20_000, interval: 10 }).toEqual([]);
    await put("s3", {});
    expect(await ended(id)).toMatchObject({ deleted: 20, cameBack: 1, left: 0 });
    expect(await names()).toEqual([]);
  });

  it("stands in the ledger with every session, and is not looked at again one by one", async () => {
    for (let nth = 0; nth < 700; nth += 1) await put(`s${nth}`, { user: String(nth) });
    const { revocationId, replicas } = await ended(await order(await plan({ createdBefore: NOON + 1 })));
    expect(replicas).toEqual({ confirmed: 2, connected: 2 });
    const { revocations } = await runOperation(readLedger, context(), { deployment: "test" });
    expect(revocations[0]).toMatchObject({
      id: revocationId,
      asked: 700,
      deleted: 700,
      left: 0,
      recheck: "gone",
      isCohort: true,
    });
    const rows = await context()
      .services.store.db.selectFrom("revoked_session")
      .select("outcome")
      .where("revocation_id", "=", revocationId)
      .execute();
    expect(rows).toHaveLength(700);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(["deleted"]));
    const again = runOperation(recheckRevocation, context(), { deployment: "test", id: revocationId });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
    expect(test.audit.at(-3)).toMatchObject({ operation: "session.revoke-cohort", phase: "succeeded", count: 700 });
  });

  it("names no user to whoever sees jobs, and yet is another job for another user", async () => {
    for (const user of ["sam@example.com", "ann@example.com"]) await put(user, { user });
    const titles: string[] = [];
    for (const userId of ["sam@example.com", "ann@example.com"]) {
      const made = await plan({ userId, exceptUsers: ["boss@example.com"] });
      expect(made.what).toContain(`of user ${userId}, except those of one user`);
      titles.push((await job(await order(made)))?.title ?? "");
    }
    expect(new Set(titles).size).toBe(2);
    for (const title of titles) {
      expect(title).toMatch(/^Revoke sessions of one user, except those of one user \([0-9a-f]{8}\)$/);
    }
  });

  it("has another name for another group, however far the two read alike", () => {
    const { seal } = context().services;
    const agents = ["x", "y"].map((end) => ({ userAgent: "a".repeat(200) + end, exceptUsers: [] }));
    expect(new Set(agents.map((cohort) => nameCohort(seal, cohort))).size).toBe(2);
    expect(nameCohort(seal, { userAgent: "curl", exceptUsers: [] })).toBe('sessions by a user agent with "curl"');
  });

  it("stops when far more fit than was planned", async () => {
    await put("one", {});
    const made = await plan({ createdBefore: NOON + 1 });
    for (let nth = 0; nth < 300; nth += 1) await put(`s${nth}`, {});
    await redis().wait(2, 2_000);
    const id = await order(made);
    await expect.poll(async () => (await job(id))?.error?.code, { timeout: 20_000 }).toBe("CONFLICT");
    expect(await redis().dbsize()).toBeGreaterThan(0);
  });

  it("is done by the person who made the plan, within ten minutes, and with the number typed in production", async () => {
    await put("one", {});
    const made = await plan({ createdBefore: NOON + 1 });
    const input = { deployment: "test", plan: made.plan, reason: "stuffing", typed: "" };
    const other = { ...context(), actor: { ...context().actor, userId: "u2" } };
    await expect(runOperation(revokeCohort, other, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const late = { ...context(), services: { ...context().services, now: () => Date.now() + 11 * 60_000 } };
    const fresh = { ...late, actor: { ...late.actor, authenticatedAt: late.services.now() } };
    await expect(runOperation(revokeCohort, fresh, input)).rejects.toMatchObject({ code: "CONFLICT" });
    const connections = context().services.deployments.get("test");
    const environment = { ...connections.config.environment, production: true };
    const production = {
      ...context(),
      services: {
        ...context().services,
        deployments: {
          ...context().services.deployments,
          get: () => ({ ...connections, config: { ...connections.config, environment } }),
        },
      },
    };
    await expect(runOperation(revokeCohort, production, input)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fieldErrors: { typed: [expect.stringContaining("1")] },
    });
    await expect(runOperation(revokeCohort, production, { ...input, typed: "1" })).resolves.toBeDefined();
  });
});
