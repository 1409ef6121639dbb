import { type ChildProcess, spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";

const MOST_OUTPUT = 64 * 1024;
const READY = /eady to accept connections|\+monitor master|Sentinel ID is/;

export interface StartedServer {
  /** ready: it answers · ended: it gave up · unfinished: neither, in the time that it had. */
  readonly state: "ready" | "ended" | "unfinished";
  /** All that it said so far. */
  output(): string;
  stop(): Promise<void>;
}

interface ServerStart {
  command: readonly string[];
  /** What it reads from its input. */
  input: string;
  cwd: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Starts a server in a process group of its own and waits until it is ready, gives up, or the time is over. */
export async function startServer({ command, input, cwd, timeoutMs, signal }: ServerStart): Promise<StartedServer> {
  const [program = "", ...args] = command;
  // Next declares NODE_ENV as part of every environment; the server has no use for it.
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" } as unknown as NodeJS.ProcessEnv;
  const child = spawn(/* turbopackIgnore: true */ program, args, {
    cwd,
    env,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  const gone = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  const state = await new Promise<StartedServer["state"]>((resolve) => {
    const timer = setTimeout(() => resolve("unfinished"), timeoutMs);
    const settle = (now: StartedServer["state"]) => {
      clearTimeout(timer);
      resolve(now);
    };
    const decoder = new StringDecoder("utf8");
    const listen = (chunk: Buffer) => {
      output = (output + decoder.write(chunk)).slice(0, MOST_OUTPUT);
      if (READY.test(output)) settle("ready");
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.stdin.on("error", () => undefined);
    child.once("error", () => settle("ended"));
    child.once("close", () => settle("ended"));
    signal.addEventListener("abort", () => settle("unfinished"), { once: true });
    child.stdin.end(input);
  });
  return {
    state,
    output: () => output,
    async stop() {
      kill(child);
      await gone;
    },
  };
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "ESRCH")) throw thrown;
  }
}
