import { findDirective } from "#lib/directives/directive-table.ts";
import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { readSettings } from "#lib/directives/read-settings.ts";

export interface ReadBack {
  readonly same: number;
  readonly different: readonly { name: string; lines: number[]; meant: string; read: string }[];
  /** maxclients, where this host lets a process open too few files for it: no fault of the file. */
  readonly lowered?: { meant: string; read: string };
}

/** What a server writes to its log when it lowers maxclients by itself. */
const LOWERED = /maxclients has been reduced to (\d+) to compensate/;

/** What a server says it runs with, against what the file means. Secrets only count. */
export function compareReadBack(text: string, live: ReadonlyMap<string, string>, log: string): ReadBack {
  const different: { name: string; lines: number[]; meant: string; read: string }[] = [];
  const limit = LOWERED.exec(log)?.[1];
  let lowered: ReadBack["lowered"];
  let same = 0;
  for (const { name, value, lines } of readSettings(parseConfigFile(text)).values()) {
    const read = live.get(name);
    if (value === undefined || read === undefined) continue;
    const isSecret = findDirective(name)?.isSecret === true;
    if (value === read) same += 1;
    else if (name === "maxclients" && read === limit) lowered = { meant: value, read };
    else
      different.push({
        name,
        lines: [...lines],
        meant: isSecret ? "(secret)" : value,
        read: isSecret ? "(another secret)" : read,
      });
  }
  return { same, different, ...(lowered === undefined ? {} : { lowered }) };
}

const MASTER_FIELDS: ReadonlyMap<string, string> = new Map([
  ["down-after-milliseconds", "down-after-milliseconds"],
  ["failover-timeout", "failover-timeout"],
  ["parallel-syncs", "parallel-syncs"],
]);

/** The same for what a Sentinel says about its masters: the reply of SENTINEL MASTERS, each as name and value by turns. */
export function compareSentinel(text: string, masters: readonly ReadonlyMap<string, string>[]): ReadBack {
  const different: { name: string; lines: number[]; meant: string; read: string }[] = [];
  let same = 0;
  for (const { name, args, number } of parseConfigFile(text)) {
    const [statement = "", master = ""] = args;
    const field = statement.toLowerCase() === "monitor" ? "quorum" : MASTER_FIELDS.get(statement.toLowerCase());
    if (name !== "sentinel" || field === undefined) continue;
    const meant = (field === "quorum" ? args[4] : args[2]) ?? "";
    const read = masters.find((one) => one.get("name") === master)?.get(field) ?? "nothing";
    if (read === meant) same += 1;
    else different.push({ name: `sentinel ${statement} ${master}`, lines: [number], meant, read });
  }
  return { same, different };
}
