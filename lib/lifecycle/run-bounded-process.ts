import { type ChildProcess, spawn } from "node:child_process";
import { DomainError } from "#lib/errors.ts";

/** How long a process may take to end after SIGTERM. */
const GRACE_MS = 5000;
/** How long its output may stay open after its end, should something else hold it. */
const DRAIN_MS = 500;

interface BoundedProcess {
  file: string;
  args: readonly string[];
  /** All that the process gets: nothing is inherited. */
  env: Record<string, string>;
  /** What it reads; nothing unless given. */
  stdin?: string | undefined;
  timeoutMs: number;
  onStdout: (text: string) => void;
  onStderr: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/** Runs a program in a process group of its own, ended as a whole at the deadline. Gives its exit status; null: a signal. */
export function runBoundedProcess({ file, args, env, stdin, timeoutMs, onStdout, onStderr, signal }: BoundedProcess) {
  return new Promise<number | null>((resolve, reject) => {
    // Next declares NODE_ENV as part of every environment; the script has no use for it.
    const environment = env as NodeJS.ProcessEnv;
    const child = spawn(file, args, { cwd: "/", env: environment, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    // Whoever does not read it may close it: how the process ends says more than that.
    child.stdin.on("error", () => undefined).end(stdin);
    child.stdout.setEncoding("utf8").on("data", onStdout);
    child.stderr.setEncoding("utf8").on("data", onStderr);

    const timers: NodeJS.Timeout[] = [];
    const interrupt = () => {
      signalGroup(child, "SIGTERM");
      timers.push(setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS));
    };
    timers.push(setTimeout(interrupt, timeoutMs));
    if (signal?.aborted) interrupt();
    signal?.addEventListener("abort", interrupt, { once: true });

    const settle = () => {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener("abort", interrupt);
    };
    child.once("error", (error) => {
      settle();
      reject(new DomainError("SCRIPT_FAILED", `The program ${file} could not be started.`, { cause: error }));
    });
    child.once("exit", () => {
      timers.push(
        setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, DRAIN_MS),
      );
    });
    child.once("close", (exitCode) => {
      settle();
      resolve(exitCode);
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
