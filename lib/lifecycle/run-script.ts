import { join } from "node:path";
import type { Ssh } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { cleanLines } from "./clean-lines.ts";
import { runBoundedProcess } from "./run-bounded-process.ts";
import { scriptMeaning } from "./script-meanings.ts";
import { type ScriptMeaning, ScriptReport } from "./script-schema.ts";
import { SSH_FAILED, sshCommand } from "./ssh-command.ts";

const OUTPUT_CAP = 65_536;
const SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export interface ScriptRun {
  script: "manage_redis_server.sh" | "manage_sentinel.sh";
  action: "start" | "stop" | "restart" | "status";
  configFile: string;
  pidFile: string;
  port?: number;
  user?: string;
  password?: string;
  /** Restarts a master even if it may come back empty, and its replicas with it. */
  allowUnprovenPersistence?: boolean;
  /** The whole run; the script gives up a little sooner by itself and then says why. */
  timeoutMs: number;
  /** The host to run it on; this one unless given. */
  ssh?: Ssh & { host: string };
  onOutput?: (line: string) => void;
  signal?: AbortSignal;
}

export interface ScriptOutcome {
  /** null when the script was killed at the deadline. */
  exitCode: number | null;
  meaning: ScriptMeaning;
  /** What the script said to people: redacted, without terminal codes, at most 64 kB. */
  output: string;
  /** The script's own report; absent when it was killed before it could give one. */
  json?: ScriptReport;
}

/** Runs a lifecycle script. Its exit status is not a proof: ask for status, or the instance itself. */
export async function runScript(run: ScriptRun): Promise<ScriptOutcome> {
  refuseUnsendable(run);
  const output = cappedText(OUTPUT_CAP);
  const lines = cleanLines([run.password ?? ""], (line) => {
    if (output.add(`${line}\n`)) run.onOutput?.(line);
  });
  const report = cappedText(OUTPUT_CAP);
  const exitCode = await runBoundedProcess({
    ...commandOf(run),
    timeoutMs: run.timeoutMs,
    onStdout: (text) => report.add(text),
    onStderr: lines.push,
    signal: run.signal,
  });
  lines.end();
  if (run.ssh !== undefined && exitCode === SSH_FAILED) throw sshFailed(run.ssh.host, output.text());
  const json = parseReport(report.text());
  return { exitCode, meaning: scriptMeaning(exitCode), output: output.text(), ...(json === undefined ? {} : { json }) };
}

function commandOf(run: ScriptRun): { file: string; args: string[]; env: Record<string, string>; stdin?: string } {
  const env = { PATH: SEARCH_PATH, LANG: "C.UTF-8" };
  const args = scriptArguments(run);
  // The other host's wrapper takes the password from its first line: a command line can be read by others there.
  if (run.ssh !== undefined)
    return { ...sshCommand(run.ssh, [run.script, ...args]), env, stdin: `${run.password ?? ""}\n` };
  const file = join(/* turbopackIgnore: true */ process.cwd(), "scripts", run.script);
  return { file, args, env: { ...env, ...(run.password === undefined ? {} : { REDISCLI_AUTH: run.password }) } };
}

/** The script may have begun: what came of it is for a probe to say. */
function sshFailed(host: string, output: string): DomainError {
  const words = output.trim().split("\n").at(-1)?.slice(0, 300) ?? "";
  return new DomainError(
    "SCRIPT_FAILED",
    `ssh to ${host} ended without an answer${words === "" ? "." : `: ${words}`}`,
    {
      where: host,
      advice: "Check the key, the known host and the ssh server; docs/lifecycle.md says what the host needs.",
    },
  );
}

/** What the system would refuse to hand over, or what would leave the environment variable's line. */
function refuseUnsendable({ configFile, pidFile, port, user = "", password = "" }: ScriptRun): void {
  if (`${configFile}${pidFile}${user}${password}`.includes("\0") || password.includes("\n")) {
    throw new DomainError("INVALID_INPUT", "A path, user or password for a script must hold no NUL and no line break.");
  }
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new DomainError("INVALID_INPUT", `The port ${port} is not a number from 1 to 65535.`);
  }
}

function scriptArguments({ action, configFile, pidFile, port, user, timeoutMs, ...run }: ScriptRun): string[] {
  const reserveMs = Math.min(6000, timeoutMs / 2);
  const phases = action === "restart" ? 2 : 1;
  const seconds = Math.min(3600, Math.max(1, Math.floor((timeoutMs - reserveMs) / 1000 / phases)));
  return [
    "--json",
    "--timeout",
    String(seconds),
    ...(user === undefined ? [] : ["--user", user]),
    ...(run.allowUnprovenPersistence === true ? ["--allow-unproven-persistence"] : []),
    action,
    configFile,
    pidFile,
    ...(port === undefined ? [] : [String(port)]),
  ];
}

function cappedText(cap: number) {
  let text = "";
  return {
    /** Whether there was room. */
    add(more: string): boolean {
      if (text.length + more.length > cap) return false;
      text += more;
      return true;
    },
    text: () => text,
  };
}

function parseReport(text: string): ScriptReport | undefined {
  try {
    return ScriptReport.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
