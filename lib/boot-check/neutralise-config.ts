import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";

export interface Replaced {
  readonly line: number;
  readonly name: string;
  readonly why: string;
}

const FILES = "It names a file of the host that the configuration is for.";
const NETWORK = "The check opens no port and connects to nobody.";
const CODE = "It would run code or read files of this host.";
const HOST = "It changes the process or the host around it.";

const REASONS: ReadonlyMap<string, string> = new Map([
  ...["dir", "logfile", "pidfile", "aclfile"].map((name): [string, string] => [name, FILES]),
  ...["port", "bind", "unixsocket", "unixsocketperm", "replicaof", "slaveof", "bind-source-addr"].map(
    (name): [string, string] => [name, NETWORK],
  ),
  ...["include", "loadmodule", "enable-module-command", "enable-debug-command"].map((name): [string, string] => [
    name,
    CODE,
  ]),
  ...["daemonize", "supervised", "rename-command", "ignore-warnings"].map((name): [string, string] => [name, HOST]),
]);
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ["tls-", FILES],
  ["cluster-", NETWORK],
  ["syslog-", HOST],
  ["oom-score-adj", HOST],
];
const SENTINEL_REASONS: ReadonlyMap<string, string> = new Map([
  ["monitor", "A Sentinel would join the real ones: it watches an address where nobody is."],
  ["notification-script", CODE],
  ["client-reconfig-script", CODE],
  ["known-replica", NETWORK],
  ["known-slave", NETWORK],
  ["known-sentinel", NETWORK],
]);

/** The file with everything replaced that would reach out of the sandbox. Lines keep their numbers. */
export function neutraliseConfig(
  template: TemplateName,
  text: string,
): { text: string; replaced: readonly Replaced[] } {
  const lines = text.split("\n");
  const replaced: Replaced[] = [];
  const read = parseConfigFile(text);
  const hasUsers = read.some(({ name }) => name === "user");
  for (const { number, name, args } of read) {
    const why = template === "sentinel" && name === "sentinel" ? sentinelReason(args) : reasonFor(name);
    if (why === undefined) continue;
    replaced.push({ line: number, name: name === "sentinel" ? `sentinel ${args[0]}` : name, why });
    // Redis takes users from one place only, and refuses without looking into the file.
    const isSecondPlace = name === "aclfile" && hasUsers && (args[0] ?? "") !== "";
    lines[number - 1] = isSecondPlace ? "aclfile /dev/null" : replacement(name, args);
  }
  return { text: lines.join("\n"), replaced };
}

function reasonFor(name: string): string | undefined {
  return (
    REASONS.get(name) ??
    BEGINNINGS.find(([start]) => name.startsWith(start))?.[1] ??
    (name.endsWith("_cpulist") ? HOST : undefined)
  );
}

function sentinelReason([statement = ""]: readonly string[]): string | undefined {
  return SENTINEL_REASONS.get(statement.toLowerCase());
}

/** The quorum of a monitor line is read back; its address is one where nobody listens. */
function replacement(name: string, args: readonly string[]): string {
  if (name !== "sentinel" || args[0]?.toLowerCase() !== "monitor" || args.length !== 5)
    return "# replaced for the check";
  const [, master = "", , , quorum = ""] = args;
  return `sentinel monitor ${quoted(master)} 127.0.0.1 1 ${quoted(quorum)}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;
}
