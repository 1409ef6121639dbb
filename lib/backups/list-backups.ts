import { z } from "zod";
import { isDomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { type InstanceInfo, parseInfo } from "#lib/redis/parse-info.ts";
import { parseSaveState, type SaveState } from "#lib/redis/parse-save-state.ts";
import { backupFiles } from "./backup-files.ts";
import { knownInstances } from "./known-instances.ts";
import type { BackupList, BackupRow } from "./schema.ts";

/** How each data instance keeps its data: when it saved last, how that ended, and where the files are. */
export const listBackups = defineOperation({
  name: "backup.list",
  summary: "see how instances keep their data",
  kind: "read",
  roles: ["engineer", "sre"],
  input: z.strictObject({ deployment: z.string() }),
  async run({ services }, { deployment }): Promise<BackupList> {
    const connections = services.deployments.get(deployment);
    const addresses = await knownInstances(connections);
    const instances = await Promise.all(addresses.map((address) => lookAt(connections, address)));
    return { at: services.now(), instances };
  },
});

async function lookAt(connections: DeploymentConnections, address: string): Promise<BackupRow> {
  try {
    const handle = await connections.instance(address, 0, "read");
    const text = await handle.run("INFO", (redis) => redis.info());
    const info = parseInfo(text);
    const files = backupFiles(await connections.instanceConfig(address).catch(nothingKnown));
    const state = toState(parseSaveState(text), info);
    return { address, role: info.replication.role ?? null, state, files, failure: null };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { address, role: null, state: null, files: null, failure: thrown.message };
  }
}

function nothingKnown(thrown: unknown): undefined {
  if (!isDomainError(thrown)) throw thrown;
}

function toState(save: SaveState, { keyspace, memory }: InstanceInfo): NonNullable<BackupRow["state"]> {
  return {
    lastSaveAt: save.lastSaveAt ?? null,
    isLastSaveOk: save.isLastSaveOk ?? null,
    lastSaveSeconds: save.lastSaveSeconds ?? null,
    changesSinceSave: save.changesSinceSave ?? null,
    isSaving: save.isSaving,
    savedFraction: savedFraction(save),
    isAofOn: save.isAofOn,
    isAofRewriting: save.isRewriting,
    isAofWriteOk: save.isAofWriteOk ?? null,
    isAofRewriteOk: save.isAofRewriteOk ?? null,
    aofBytes: save.aofBytes ?? null,
    keys: keyspace.reduce((sum, { keys }) => sum + keys, 0),
    usedMemoryBytes: memory.usedBytes ?? null,
  };
}

export function savedFraction({ isSaving, savedKeys = 0, keysToSave = 0 }: SaveState): number | null {
  return isSaving ? (keysToSave === 0 ? 0 : Math.min(1, savedKeys / keysToSave)) : null;
}
