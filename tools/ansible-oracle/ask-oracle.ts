import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OracleCase } from "./random-template.ts";

const PYTHON = "/usr/bin/python3";
const PROGRAM = fileURLToPath(new URL("./oracle.py", import.meta.url));

export type OracleAnswer = { readonly output: string } | { readonly error: string };

/** What ansible-core on this machine writes for each case. */
export async function askOracle(cases: readonly OracleCase[]): Promise<OracleAnswer[]> {
  if (!existsSync("/usr/bin/ansible")) {
    throw new Error("Ansible is not installed here: install the Debian package ansible-core to compare with it.");
  }
  const child = spawn(PYTHON, ["-B", PROGRAM], { stdio: ["pipe", "pipe", "pipe"], cwd: "/" });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  child.stdin.end(cases.map((each) => `${JSON.stringify(each)}\n`).join(""));
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  const lines = stdout.split("\n").filter(Boolean);
  if (lines.length !== cases.length)
    throw new Error(`The oracle answered ${lines.length} of ${cases.length} cases: ${stderr.slice(-2_000)}`);
  // The shape is what oracle.py prints.
  return lines.map((line) => JSON.parse(line) as OracleAnswer);
}
