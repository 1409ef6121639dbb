import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHealth } from "#tools/build/build-health.ts";

/** The host's own Node, as a monitoring host has it. */
const NODE = existsSync("/usr/bin/node") ? "/usr/bin/node" : process.execPath;
const NEGATE = "/usr/lib/nagios/plugins/negate";

export interface Ended {
  status: number;
  out: string;
  err: string;
  /** Both outputs. */
  printed: string;
}

export interface TestCommand {
  readonly folder: string;
  run(argv: readonly string[], env?: Record<string, string>): Promise<Ended>;
  nagios(argv: readonly string[], env?: Record<string, string>): Promise<Ended>;
  /** Through the plugin of Debian that turns exit statuses round. */
  negated(argv: readonly string[]): Promise<Ended>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at the parts they mean.
  json(argv: readonly string[], env?: Record<string, string>): Promise<any>;
  remove(): void;
}

/** The built file alone in a folder of its own, where no package is. */
export async function buildTestCommand(): Promise<TestCommand> {
  const folder = mkdtempSync(join(tmpdir(), "redis-health-"));
  const built = join(folder, "built.mjs");
  const file = join(folder, "alone", "redis-health.mjs");
  await buildHealth(process.cwd(), built);
  mkdirSync(join(folder, "alone"));
  renameSync(built, file);
  const run: TestCommand["run"] = (argv, env = {}) => start(NODE, [file, ...argv], env);
  return {
    folder,
    run,
    nagios: (argv, env) => run([...argv, "--output-format", "nagios"], env),
    negated: (argv) => start(NEGATE, ["-t", "20", NODE, file, ...argv, "--output-format", "nagios"], {}),
    json: async (argv, env) => JSON.parse((await run(argv, env)).out),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function start(program: string, argv: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { NODE_ENV: "test" as const, PATH: process.env.PATH ?? "", ...env }, cwd: tmpdir() };
    execFile(program, argv, options, (error, out, err) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ status, out, err, printed: out + err });
    });
  });
}
