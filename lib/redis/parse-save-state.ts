import { parseInfoText } from "./parse-info.ts";

/** How an instance keeps its data on disk, of INFO persistence. Unknown is undefined. */
export interface SaveState {
  readonly isLoading: boolean;
  readonly isSaving: boolean;
  readonly isRewriting: boolean;
  readonly lastSaveAt: number | undefined;
  readonly isLastSaveOk: boolean | undefined;
  readonly lastSaveSeconds: number | undefined;
  /** Saves begun since its start: whether one has ended, and how, the fields above say. */
  readonly saves: number | undefined;
  readonly changesSinceSave: number | undefined;
  /** Of the save under way: keys written, of how many. */
  readonly savedKeys: number | undefined;
  readonly keysToSave: number | undefined;
  readonly isAofOn: boolean;
  readonly isAofWriteOk: boolean | undefined;
  readonly isAofRewriteOk: boolean | undefined;
  readonly aofBytes: number | undefined;
}

export function parseSaveState(text: unknown): SaveState {
  const fields = parseInfoText(text);
  const count = (name: string) => {
    const value = fields.get(name);
    return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const isSet = (name: string) => count(name) === 1;
  const isOk = (name: string) => (fields.has(name) ? fields.get(name) === "ok" : undefined);
  const savedAt = count("rdb_last_save_time");
  return {
    isLoading: isSet("loading"),
    isSaving: isSet("rdb_bgsave_in_progress"),
    isRewriting: isSet("aof_rewrite_in_progress") || isSet("aof_rewrite_scheduled"),
    lastSaveAt: savedAt === undefined ? undefined : savedAt * 1_000,
    isLastSaveOk: isOk("rdb_last_bgsave_status"),
    // -1 before the first.
    lastSaveSeconds: count("rdb_last_bgsave_time_sec"),
    saves: count("rdb_saves"),
    changesSinceSave: count("rdb_changes_since_last_save"),
    savedKeys: count("current_save_keys_processed"),
    keysToSave: count("current_save_keys_total"),
    isAofOn: isSet("aof_enabled"),
    isAofWriteOk: isOk("aof_last_write_status"),
    isAofRewriteOk: isOk("aof_last_bgrewrite_status"),
    aofBytes: count("aof_current_size"),
  };
}
