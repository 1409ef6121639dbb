import type { BackupRow } from "./schema.ts";

/** Where an instance's files are, by its running directives. */
export function backupFiles(directives: ReadonlyMap<string, string> | undefined): BackupRow["files"] {
  const dir = directives?.get("dir");
  const name = directives?.get("dbfilename");
  if (directives === undefined || dir === undefined || name === undefined) return null;
  return { rdb: `${dir}/${name}`, aof: aofPath(dir, directives), savePoints: directives.get("save") ?? "" };
}

/** Since Redis 7 it is a folder of files with a manifest, before that one file. */
function aofPath(dir: string, directives: ReadonlyMap<string, string>): string | null {
  if (directives.get("appendonly") !== "yes") return null;
  const folder = directives.get("appenddirname");
  return folder === undefined ? `${dir}/${directives.get("appendfilename") ?? ""}` : `${dir}/${folder}`;
}
