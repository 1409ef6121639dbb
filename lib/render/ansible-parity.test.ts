import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeMarkers } from "#lib/render/ansible/decode-markers.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { readJson } from "#lib/render/jinja/filters/read-json.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import { askOracle, type OracleAnswer } from "#tools/ansible-oracle/ask-oracle.ts";
import { randomFormat, randomYaml } from "#tools/ansible-oracle/random-data.ts";
import { type OracleCase, randomTemplate } from "#tools/ansible-oracle/random-template.ts";
import { compareWithAnsible } from "./compare-with-ansible.ts";
import { tryRenderTemplate } from "./render-template.ts";

interface GivenCase extends OracleCase {
  readonly id: string;
  readonly expect: OracleAnswer;
}

const GIVEN: readonly GivenCase[] = JSON.parse(
  readFileSync(new URL("./test-data/ansible-render-cases.json", import.meta.url), "utf8"),
);
const RANDOM_SEEDS = Array.from({ length: 600 }, (_, index) => 7_000_000 + index);

function variablesOf(vars: OracleCase["vars"]): Map<string, TemplateInput> {
  const variables = new Map<string, TemplateInput>([["inventory_hostname", "localhost"]]);
  const decoded = readJson(JSON.stringify(vars));
  if (decoded instanceof Dict)
    for (const [name, value] of decoded.entries()) variables.set(expectText(name), decodeMarkers(value));
  return variables;
}

function judge(each: OracleCase, answer: OracleAnswer) {
  const includes = new Map(Object.entries(each.files ?? {}));
  const result = tryRenderTemplate({ template: each.template, variables: variablesOf(each.vars), includes });
  return { verdict: compareWithAnsible(result, answer), template: each.template, result, answer };
}

async function judgeAll(cases: readonly OracleCase[]) {
  const answers = await askOracle(cases);
  return cases.map((each, index) => judge(each, answers[index] ?? { error: "There was no answer." }));
}

const isWrong = ({ verdict }: { verdict: string }) => verdict !== "equal" && verdict !== "refused";

describe("the engine beside ansible-core", () => {
  test("is never silently wrong on the recorded cases, and renders at least nine of ten", () => {
    const verdicts = GIVEN.map((each) => ({ id: each.id, ...judge(each, each.expect) }));
    expect(verdicts.filter(isWrong)).toEqual([]);
    const equal = verdicts.filter(({ verdict }) => verdict === "equal").length;
    expect(equal / GIVEN.length).toBeGreaterThanOrEqual(0.9);
  });

  test("is never silently wrong on random templates, and seldom refuses one", async () => {
    const verdicts = await judgeAll(RANDOM_SEEDS.map(randomTemplate));
    expect(verdicts.filter(isWrong)).toEqual([]);
    const refused = verdicts.filter(({ verdict }) => verdict === "refused").length;
    expect(refused / verdicts.length).toBeLessThan(0.06);
    // Without templates that Ansible renders the comparison would prove little.
    expect(verdicts.filter(({ answer }) => "output" in answer).length / verdicts.length).toBeGreaterThan(0.3);
  });
});

describe("what is written as PyYAML and Python write it", () => {
  test.each([
    ["YAML", randomYaml, 0.75],
    ["a format", randomFormat, 0.1],
  ] as const)("%s is the same byte for byte, or refused", async (_, random, rendered) => {
    const verdicts = await judgeAll(Array.from({ length: 400 }, (_, index) => random(5_000 + index)));
    expect(verdicts.filter(isWrong)).toEqual([]);
    const equal = verdicts.filter(({ verdict, answer }) => verdict === "equal" && "output" in answer).length;
    expect(equal / verdicts.length).toBeGreaterThan(rendered);
  });
});

const NASTY = [
  "s3cret",
  "a b",
  'quote"d',
  "it's",
  "back\\slash",
  "line\nbreak",
  "\ttab ",
  "#hash",
  "ключ✓😀",
  "{{",
  "{% x %}",
  "a{{ REDIS_PORT }}b",
  "%}",
  "None",
  "0",
  " ",
  "yes",
  "\\n",
  "\r\n",
  "[1]",
];
const PLACES = [undefined, null, "", "x", 7, true, false, ["a", "b c"], []];

const REDIS_NAMES = [
  "REDIS_PORT",
  "REDIS_BIND_IP",
  "REDIS_PROTECTED_MODE",
  "REDIS_SAVE_POINTS",
  "REDIS_AOF_ENABLED",
  "REDIS_KEYSPACE_EVENTS",
  "REDIS_REPLICAOF",
  "REDIS_TLS_PORT",
  "REDIS_DIR",
  "REDIS_REPLICA_PRIORITY",
  "REDIS_AOF_FSYNC_POLICY",
  "REDIS_MASTER_PASSWORD",
];
const SENTINEL_NAMES = [
  "SENTINEL_PORT",
  "SENTINEL_BIND_IP",
  "SENTINEL_PASSWORD",
  "SENTINEL_USER",
  "SENTINEL_MASTER_PASSWORD",
  "SENTINEL_MASTER_USER",
  "SENTINEL_QUORUM",
  "SENTINEL_RESOLVE_HOSTNAMES",
  "SENTINEL_ANNOUNCE_IP",
  "SENTINEL_TLS_PORT",
];
const REDIS = { REDIS_PASSWORD: "s3cret", REDIS_MAX_MEMORY: "2gb" };
const SENTINEL = {
  SENTINEL_MASTER_NAME: "mymaster",
  SENTINEL_MASTER_IP: "10.0.0.1",
  SENTINEL_MASTER_PORT: 6379,
  SENTINEL_QUORUM: 2,
};

function casesFor(file: string, base: Record<string, unknown>, names: readonly string[], secret: string): OracleCase[] {
  const template = readFileSync(new URL(`../../templates/${file}`, import.meta.url), "utf8");
  const single = names.flatMap((name) => PLACES.map((value) => ({ ...base, [name]: value })));
  const nasty = NASTY.flatMap((value) => [
    { ...base, [secret]: value },
    { ...base, [secret]: { __unsafe__: value } },
  ]);
  const missing = Object.keys(base).flatMap((name) =>
    [undefined, null, "", "  "].map((value) => ({ ...base, [name]: value })),
  );
  return [base, ...single, ...nasty, ...missing].map((vars) => ({ template, vars }));
}

describe("the two templates", () => {
  test.each([
    ["redis.conf.tpl", REDIS, REDIS_NAMES, "REDIS_PASSWORD"],
    ["sentinel.conf.tpl", SENTINEL, SENTINEL_NAMES, "SENTINEL_MASTER_PASSWORD"],
  ] as const)("%s has the same bytes, or the same failure, as from Ansible", async (file, base, names, secret) => {
    const verdicts = await judgeAll(casesFor(file, base, names, secret));
    expect(
      verdicts
        .filter(({ verdict }) => verdict !== "equal")
        .map(({ verdict, result, answer }) => ({ verdict, result, answer })),
    ).toEqual([]);
  });
});
