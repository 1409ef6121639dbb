import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { SaveState } from "#lib/redis/parse-save-state.ts";
import { backupFiles } from "./backup-files.ts";
import { savedFraction } from "./list-backups.ts";
import { assertMaySave, saveStateOf } from "./save-state-of.ts";
import type { SaveReport } from "./schema.ts";

const LOOK_EVERY_MS = 500;
const LONGEST_MS = 3_600_000;

/** Begins a save and follows it to its end; that it has ended well is what INFO says, not that it was begun. */
export const saveJob = defineJob({
  name: "backup.save",
  input: z.object({ instance: z.string() }),
  async run({ services, deployment, input: { instance }, signal, report }): Promise<SaveReport> {
    const connections = services.deployments.get(deployment);
    const before = await assertMaySave(connections, instance);
    const { runId } = await connections.instance(instance, 0, "read");
    const startedAt = services.now();
    await begin(connections, instance, before);
    for (;;) {
      const state = await saveStateOf(connections, instance);
      if (!state.isSaving) {
        await assertSaved(connections, { instance, runId, before, state });
        const durationMs = services.now() - startedAt;
        return { ...(await describe(connections, instance)), savedAt: state.lastSaveAt ?? startedAt, durationMs };
      }
      report({ fraction: savedFraction(state) ?? 0, counts: { saved: state.savedKeys ?? 0 } });
      if (signal.aborted)
        throw new DomainError("CONFLICT", `${instance} goes on saving; nobody here follows it any more.`);
      if (services.now() - startedAt > LONGEST_MS)
        throw new DomainError("TIMEOUT", `${instance} has been saving for an hour.`);
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  },
});

async function begin(connections: DeploymentConnections, instance: string, before: SaveState): Promise<void> {
  const handle = await connections.instance(instance, 0, "write");
  try {
    await handle.run("BGSAVE", (redis) => redis.bgsave());
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    // A reply that was lost may be that of a save which runs.
    const state = await saveStateOf(connections, instance);
    if (thrown.code === "TIMEOUT" && (state.isSaving || hasSavedSince(before, state))) return;
    if (thrown.code === "REDIS_REPLIED_ERROR") await assertMaySave(connections, instance);
    throw thrown;
  }
}

function hasSavedSince(before: SaveState, state: SaveState): boolean {
  return state.saves !== undefined && before.saves !== undefined
    ? state.saves > before.saves
    : (state.lastSaveAt ?? 0) > (before.lastSaveAt ?? 0);
}

interface Ended {
  instance: string;
  runId: string;
  before: SaveState;
  state: SaveState;
}

async function assertSaved(
  connections: DeploymentConnections,
  { instance, runId, before, state }: Ended,
): Promise<void> {
  const handle = await connections.instance(instance, 0, "read");
  if (handle.runId !== runId) {
    throw new DomainError(
      "TIMEOUT",
      `${instance} has restarted while it saved, so nobody knows whether the file is whole.`,
      {
        where: instance,
      },
    );
  }
  if (state.isLastSaveOk !== false && hasSavedSince(before, state)) return;
  throw new DomainError("REDIS_REPLIED_ERROR", `${instance} could not save: its last save failed.`, {
    where: instance,
    advice:
      "Its log says why: often the disk is full, or memory for the fork was refused. The file of before is still there.",
  });
}

async function describe(connections: DeploymentConnections, instance: string) {
  const files = backupFiles(await connections.instanceConfig(instance).catch(() => undefined));
  const handle = await connections.instance(instance, 0, "read");
  const keys = await handle.run("INFO", async (redis) => countKeys(await redis.info("keyspace")));
  return { instance, keys, file: files?.rdb ?? null };
}

function countKeys(text: string): number {
  return [...text.matchAll(/^db\d+:keys=(\d{1,15}),/gm)].reduce((sum, [, keys]) => sum + Number(keys), 0);
}
