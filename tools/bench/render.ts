// Both templates, rendered by this engine and by ansible-core with Jinja2 in Python, in turns of the same run.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readVariables } from "#lib/preview/read-variables.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { renderTemplate } from "#lib/render/render-template.ts";
import { median } from "./median.ts";

const ROUNDS = 200;
const TURNS = 3;
const PROGRAM = fileURLToPath(new URL("./render-in-python.py", import.meta.url));
const VARIABLES = {
  REDIS_PASSWORD: "a password",
  SENTINEL_PASSWORD: "another",
  SENTINEL_MASTER_PASSWORD: "a password",
};

function here(template: string, variables: ReadonlyMap<string, TemplateInput>): number[] {
  return Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    renderTemplate({ template, variables });
    return performance.now() - began;
  });
}

function inPython(template: string, vars: object): number[] {
  const ran = spawnSync("/usr/bin/python3", ["-B", PROGRAM], {
    input: JSON.stringify({ template, vars, rounds: ROUNDS }),
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(`ansible-core could not be asked: ${ran.stderr.slice(-500)}`);
  return JSON.parse(ran.stdout);
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

const { variables } = readVariables(readFileSync("templates/environments/production.yml", "utf8"));
const given = new Map<string, TemplateInput>([...variables, ...Object.entries(VARIABLES)]);
const asJson = Object.fromEntries([...given].map(([name, value]) => [name, plain(value)]));

for (const file of ["redis.conf.tpl", "sentinel.conf.tpl"]) {
  const template = readFileSync(`templates/${file}`, "utf8");
  const [ours, theirs] = [[] as number[], [] as number[]];
  for (let turn = 0; turn < TURNS; turn += 1) {
    ours.push(...here(template, given));
    theirs.push(...inPython(template, asJson));
  }
  const [a, b] = [median(ours), median(theirs)];
  console.log(
    `${file}: ${a.toFixed(2)} ms here, ${b.toFixed(2)} ms by ansible-core; ${(b / a).toFixed(1)} times as fast (medians of ${ROUNDS * TURNS})`,
  );
}
