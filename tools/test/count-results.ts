import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export interface Count {
  passed: number;
  failed: number;
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
  success: z.boolean(),
});

export function countVitest(): Count | undefined {
  const file = ".cache/vitest.json";
  if (!existsSync(file)) return undefined;
  const report = VitestReport.parse(JSON.parse(readFileSync(file, "utf8")));
  // A file that does not even load fails as a suite without a failed test.
  const failed =
    report.numFailedTests > 0 ? report.numFailedTests : report.success ? 0 : Math.max(1, report.numFailedTestSuites);
  return { passed: report.numPassedTests, failed };
}

export function countBats(output: string): Count {
  const lines = output.split("\n");
  return {
    passed: lines.filter((line) => /^ok \d+/.test(line) && !/# skip/.test(line)).length,
    failed: lines.filter((line) => /^not ok \d+/.test(line)).length,
  };
}

export function countPlaywright(output: string): Count {
  const last = (word: string) => Number(output.match(new RegExp(`^\\s*(\\d+) ${word}`, "m"))?.[1] ?? 0);
  // What passed the second time is counted by itself.
  return { passed: last("passed") + last("flaky"), failed: last("failed") + last("interrupted") + last("did not run") };
}
