import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "#lib/context.ts";
import { JOB_KINDS } from "#lib/job-list.ts";
import { type JobRunner, startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { listBackups } from "./list-backups.ts";
import { saveNow } from "./save-now.ts";

let console: TestConsole;
let runner: JobRunner;
let ctx: OperationContext;
beforeAll(async () => {
  console = await startTestConsole({ replicas: 1 }, [], () => ({
    users: { reader: {}, writer: {}, configReader: {} },
  }));
  ctx = console.context("sre");
  runner = startJobRunner({ services: ctx.services, owner: "one", kinds: JOB_KINDS });
});
afterAll(async () => {
  await runner.stop();
  await console.close();
});

const list = async () => (await runOperation(listBackups, ctx, { deployment: "test" })).instances;

async function save(instance: string) {
  const { jobId } = await runOperation(saveNow, ctx, { deployment: "test", instance, reason: "a test" });
  const find = async () =>
    (await runOperation(listJobs, ctx, { deployment: "test" })).jobs.find(({ id }) => id === jobId);
  await expect.poll(async () => (await find())?.endedAt, { timeout: 30_000 }).toEqual(expect.any(Number));
  return find();
}

describe("backups", () => {
  it("say of master and replica when they saved, how, and where the file is", async () => {
    const { master, replicas } = console.deployment;
    const rows = await list();
    expect(rows.map(({ address, role }) => `${role} ${address}`)).toEqual([
      `master ${master.address}`,
      `replica ${replicas[0]?.address}`,
    ]);
    expect(rows[0]).toMatchObject({ files: { rdb: join(master.folder, "dump.rdb"), aof: null, savePoints: "" } });
    expect(rows[0]?.state).toMatchObject({ isAofOn: false, isSaving: false });
  });

  it("save now, and prove it by what the server says and by the file", async () => {
    const { master } = console.deployment;
    await console.deployment.client(master.address).mset("a", "1", "b", "2");
    expect((await list())[0]?.state?.changesSinceSave).toBeGreaterThan(0);
    const job = await save(master.address);
    expect(job).toMatchObject({ state: "succeeded", result: { keys: 2, file: join(master.folder, "dump.rdb") } });
    expect(statSync(join(master.folder, "dump.rdb")).size).toBeGreaterThan(0);
    expect((await list())[0]?.state).toMatchObject({ changesSinceSave: 0, isLastSaveOk: true });
    // Twice within the same second is two saves.
    expect(await save(master.address)).toMatchObject({ state: "succeeded" });
  });

  it("refuse a save while another is under way", async () => {
    const { address } = console.deployment.master;
    const client = console.deployment.client(address);
    await client.config("SET", "rdb-key-save-delay", "60000");
    await client.mset(...Array.from({ length: 60 }, (_, nth) => [`key:${nth}`, "x"]).flat());
    await client.bgsave();
    const again = runOperation(saveNow, ctx, { deployment: "test", instance: address, reason: "a test" });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
    await client.config("SET", "rdb-key-save-delay", "0");
    expect((await list())[0]?.state).toMatchObject({ isSaving: true, savedFraction: expect.any(Number) });
    await expect.poll(async () => (await list())[0]?.state?.isSaving, { timeout: 60_000 }).toBe(false);
  });

  it("say that a save failed where it could not be written", async () => {
    const { address, folder } = console.deployment.master;
    const file = join(folder, "dump.rdb");
    rmSync(file);
    // Redis cannot put its finished file in the place of a folder that is not empty.
    mkdirSync(join(file, "inner"), { recursive: true });
    expect(await save(address)).toMatchObject({ state: "failed", error: { code: "REDIS_REPLIED_ERROR" } });
    expect((await list())[0]?.state).toMatchObject({ isLastSaveOk: false });
    rmSync(file, { recursive: true });
  });

  it("save no instance that the deployment does not have", async () => {
    for (const instance of ["127.0.0.1:1", "169.254.169.254:80"]) {
      await expect(
        runOperation(saveNow, ctx, { deployment: "test", instance, reason: "a test" }),
      ).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});
