import { spawn } from "node:child_process";

const DEADLINE_MS = 40 * 60_000;

/** Shows a command's output as it comes and keeps it for counting. */
export function runStep(command: string[]): Promise<{ status: number; output: string }> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "inherit"],
      timeout: DEADLINE_MS,
      env: { ...process.env, NO_COLOR: "1" },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.once("error", (error) => resolve({ status: 1, output: `${output}\n${error.message}` }));
    child.once("close", (code) => resolve({ status: code ?? 1, output }));
  });
}
