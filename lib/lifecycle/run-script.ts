import { join } from "node:path";
import { DomainError } from "#lib/errors.ts";
import { cleanLines } from "./clean-lines.ts";
import { runBoundedProcess } from "./run-bounded-process.ts";
import { scriptMeaning } from "./script-meanings.ts";
import { type ScriptMeaning, ScriptReport } from "./script-schema.ts";

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

/** Runs a lifecycle script on this host. Its exit status is not a proof: ask for status, or the instance itself. */
export async function runScript(run: ScriptRun): Promise<ScriptOutcome> {
  refuseUnsendable(run);
  const output = cappedText(OUTPUT_CAP);
  const lines = cleanLines([run.password ?? ""], (line) => {
    if (output.add(`${line}\n`)) run.onOutput?.(line);
  });
  const report = cappedText(OUTPUT_CAP);
  const exitCode = await runBoundedProcess({
    file: join(/* turbopackIgnore: true */ process.cwd(), "scripts", run.script),
    args: scriptArguments(run),
    env: {
      PATH: SEARCH_PATH,
      LANG: "C.UTF-8",
      ...(run.password === undefined ? {} : { REDISCLI_AUTH: run.password }),
    },
    timeoutMs: run.timeoutMs,
    onStdout: (text) => report.add(text),
    onStderr: lines.push,
    signal: run.signal,
  });
  lines.end();
  const json = parseReport(report.text());
  return { exitCode, meaning: scriptMeaning(exitCode), output: output.text(), ...(json === undefined ? {} : { json }) };
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
