// npm test: everything, quick parts first, and one closing line with the sum.
import { type Count, countBats, countPlaywright, countVitest } from "./count-results.ts";
import { runStep } from "./run-step.ts";

interface Step {
  name: string;
  command: string[];
  /** Reads how many tests passed and failed; a step without it counts as one. */
  count?: (output: string) => Count | undefined;
  /** A step whose failure makes the rest pointless ends the run. */
  isNeeded?: boolean;
  /** Runs while the step of this name runs, for it mostly waits for servers. */
  beside?: string;
}

const SHELL_FILES = ["scripts/*.sh", ".ci/run", "scripts/test/*"];

const STEPS: Step[] = [
  { name: "format and lint", command: ["biome", "ci", "."] },
  { name: "import rules", command: ["node", "tools/check/check-imports.mjs"] },
  { name: "types", command: ["npm", "run", "--silent", "check:types"] },
  { name: "unused code", command: ["knip"] },
  { name: "documents", command: ["npm", "run", "--silent", "check:docs"] },
  { name: "package floors", command: ["node", "tools/check/check-package-floors.ts"] },
  { name: "shellcheck", command: ["bash", "-c", `shellcheck -x -a ${SHELL_FILES.join(" ")}`] },
  { name: "shfmt", command: ["bash", "-c", `shfmt -i 2 -ci -bn -d scripts ${SHELL_FILES.join(" ")}`] },
  {
    name: "unit and integration",
    command: [
      "vitest",
      "run",
      "--reporter=dot",
      "--reporter=json",
      "--reporter=./tools/test/tell-repeated.ts",
      "--outputFile.json=.cache/vitest.json",
    ],
    count: countVitest,
  },
  {
    name: "lifecycle scripts",
    command: ["bats", "--tap", "scripts/test"],
    count: countBats,
    beside: "unit and integration",
  },
  { name: "build", command: ["node", "tools/build/build-if-needed.ts"], isNeeded: true },
  { name: "browser", command: ["playwright", "test"], count: countPlaywright },
];

const wanted = process.argv.slice(2);
const isWanted = ({ name }: Step) => wanted.length === 0 || wanted.some((word) => name.includes(word));
const steps = STEPS.filter(isWanted);
const started = new Map<string, Promise<Result>>();
const sum: Count = { passed: 0, failed: 0 };
const failures: string[] = [];

interface Result {
  counted: Count;
  isGood: boolean;
  seconds: number;
}

async function run(step: Step, shown: "live" | "at the end"): Promise<Result> {
  const startedAt = Date.now();
  const { status, output } = await runStep(step.command, shown);
  const counted = step.count?.(output) ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  // A runner that fails without a failed test (a crash, no test found) is a failure all the same.
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  return { counted, isGood: status === 0, seconds: Math.round((Date.now() - startedAt) / 1000) };
}

for (const step of steps) {
  console.log(`\n── ${step.name}`);
  for (const other of steps) {
    if (other.beside === step.name) started.set(other.name, run(other, "at the end"));
  }
  const { counted, isGood, seconds } = await (started.get(step.name) ?? run(step, "live"));
  sum.passed += counted.passed;
  sum.failed += counted.failed;
  if (counted.failed > 0) failures.push(step.name);
  console.log(`── ${step.name}: ${counted.passed} passed, ${counted.failed} failed, ${seconds} s`);
  if (!isGood && step.isNeeded) break;
}

if (failures.length > 0) console.log(`\nFailed: ${failures.join(", ")}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
