import { spawn } from "node:child_process";

const DEADLINE_MS = 20 * 60_000;

interface Ended {
  status: number;
  output: string;
}

/** Keeps a command's output for counting, and shows it as it comes; or, where another command runs beside it, at its end. */
export function runStep(command: string[], shown: "live" | "at the end" = "live"): Promise<Ended> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", shown === "live" ? "inherit" : "pipe"],
      timeout: DEADLINE_MS,
      env: { ...process.env, NO_COLOR: "1" },
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
      if (shown === "live") process.stdout.write(chunk);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", (error) => resolve({ status: 1, output: `${output}\n${error.message}` }));
    child.once("close", (code) => {
      if (shown === "at the end") process.stdout.write(output);
      resolve({ status: code ?? 1, output });
    });
  });
}
