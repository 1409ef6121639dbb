#!/usr/bin/env node
import "./redis-health/hide-arguments.ts";
import { fileURLToPath } from "node:url";
import type { HealthState } from "#lib/health/schema.ts";
import packageFile from "#package.json" with { type: "json" };
import { failedOutcome, type Outcome } from "./redis-health/outcome.ts";
import { guessFormat, readFormat, readTimeoutMs } from "./redis-health/output-settings.ts";
import { parseFlags } from "./redis-health/parse-flags.ts";
import { supervise, WORKER_VARIABLE } from "./redis-health/supervise.ts";
import { work } from "./redis-health/work.ts";

const EXIT_STATUS = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const satisfies Record<HealthState, number>;

async function run(argv: readonly string[]): Promise<Outcome> {
  try {
    const flags = parseFlags(argv);
    if (flags.has("help")) {
      const { helpText } = await import("./redis-health/help-text.ts");
      return { state: "ok", text: helpText().trimEnd() };
    }
    if (flags.has("version")) return { state: "ok", text: `redis-health ${packageFile.version}` };
    const script = fileURLToPath(import.meta.url);
    return await supervise({ script, argv, format: readFormat(flags), timeoutMs: readTimeoutMs(flags) });
  } catch (thrown) {
    return failedOutcome(guessFormat(argv), thrown);
  }
}

function end({ state, text, remark }: Outcome): void {
  const exit = () => process.exit(EXIT_STATUS[state]);
  process.stdout.on("error", exit);
  if (remark !== undefined) process.stderr.write(`${remark}\n`);
  process.stdout.write(`${text}\n`, exit);
}

const isWorker = process.env[WORKER_VARIABLE] !== undefined && process.send !== undefined;
if (isWorker) work(performance.now());
else end(await run(process.argv.slice(2)));
