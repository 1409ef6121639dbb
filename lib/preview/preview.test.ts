import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import { diffTexts, foldUnchanged, pairLines } from "./diff-texts.ts";
import { applyEdits, type Edit, shareableEdits } from "./edits.ts";
import { fieldText, fieldYaml } from "./field-text.ts";
import { importVariables } from "./import-variables.ts";
import { markFile } from "./mark-file.ts";
import { maskVariables, placeholdersOf } from "./mask-variables.ts";
import { checkVariables, previewFile } from "./preview-file.ts";
import { readVariables } from "./read-variables.ts";
import { readWire, writeWire } from "./variables-wire.ts";
import { writeVariables } from "./write-variables.ts";

const SOURCE = readFileSync(new URL("../../templates/redis.conf.tpl", import.meta.url), "utf8");
const FACTS = {
  usesSentinel: true,
  holdsSessions: true,
  holdsRateLimits: false,
  holdsCache: true,
  sentinels: 3,
  replicas: 2,
};

const preview = (variables: ReadonlyMap<string, TemplateInput>) =>
  previewFile({ template: "redis", source: SOURCE, variables, facts: FACTS });
const fromYaml = (yaml: string) => maskVariables(readVariables(yaml).variables).variables;
const textOf = (result: ReturnType<typeof preview>) => (result.ok ? result.text : result.reason);

describe("secrets", () => {
  const SECRET = "correct-horse-battery";
  const yaml = `
REDIS_MAX_MEMORY: 2gb
REDIS_PASSWORD: ${SECRET}
REDIS_MASTER_PASSWORD: "{{ vault_master }}"
REDIS_TLS_KEY_FILE_PASSWORD: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  6231
app: {db_password: ${SECRET}, list: [{token: ${SECRET}}]}
mirror: redis://user:${SECRET}@10.0.0.1:6379
REDIS_MASTER_USER: "{{ vault_user }}"
`;

  it("are placeholders, whatever way they are given", () => {
    const { variables, inClear } = maskVariables(readVariables(yaml).variables);
    expect(writeWire(variables)).not.toContain(SECRET);
    expect(inClear).toEqual(["REDIS_PASSWORD", "mirror"]);
    expect(variables.get("REDIS_MASTER_PASSWORD")).toEqual(new UnsafeText("{{ vault_master }}"));
    const result = preview(variables);
    expect(textOf(result)).toContain('requirepass "{{ REDIS_PASSWORD }}"\n');
    expect(textOf(result)).toContain('masterauth "{{ vault_master }}"\n');
    expect(textOf(result)).toContain('masteruser "{{ vault_user }}"\n');
  });

  it("cannot be typed, imported or fetched through another variable", () => {
    const edits: Edit[] = [
      ["REDIS_PASSWORD", SECRET],
      ["REDIS_LOG_FILE", '"/log/{{ REDIS_PASSWORD }}"'],
    ];
    const { variables } = applyEdits(fromYaml(yaml), edits);
    expect(textOf(preview(variables))).not.toContain(SECRET);
    const imported = importVariables(`REDIS_PASSWORD: ${SECRET}\nREDIS_PORT: 7000`, new Map());
    expect(JSON.stringify(imported)).not.toContain(SECRET);
    expect(imported.secrets).toEqual(["REDIS_PASSWORD"]);
  });

  it.each([
    ["a login in an address", "redis://app:hunter2@10.0.0.1:6379"],
    ["the rule of a user", '"user app on >hunter2 ~*"'],
    ["a directive that takes one", '"/log requirepass hunter2"'],
    ["one that was generated", "mRz0Qp3Lk8Vt5Xw1Yb6Nc2Hd"],
    ["one in a list", '["10.0.0.1", "9f86d081884c7d65-9A2fea0c55ad"]'],
    ["one that is no YAML", "[mRz0Qp3Lk8Vt5Xw1Yb6Nc2Hd"],
  ])("are neither used nor shared where they are typed into another field: %s", (_, yaml) => {
    const edits: Edit[] = [
      ["REDIS_PORT", "7000"],
      ["REDIS_LOG_FILE", yaml],
      ["REDIS_PASSWORD", SECRET],
    ];
    expect(shareableEdits(edits)).toEqual([
      ["REDIS_PORT", "7000"],
      ["REDIS_PASSWORD", "given"],
    ]);
    const { variables, problems } = applyEdits(fromYaml("REDIS_LOG_FILE: /a.log"), edits);
    expect(variables.get("REDIS_LOG_FILE")).toBe("/a.log");
    expect(problems).toMatchObject([{ name: "REDIS_LOG_FILE" }]);
  });

  it.each(
    `/var/log/redis/Redis_6379-A1b2C3d4.log redis-01.eu-west-1.example.org production-EU-west-1 2001:db8:85a3::8a2e:370:7334
    replication allkeys-lru KEA 2gb "{{ vault_a1B2c3D4e5F6 }}" [10.0.0.1,127.0.0.1] "900 1, 300 10" 123456789012345678 yes`.match(
      /"[^"]*"|\S+/g,
    ) ?? [],
  )("are not seen in %s", (yaml) => {
    expect(shareableEdits([["x", yaml]])).toEqual([["x", yaml]]);
  });

  it("are known again in other values of the same file", () => {
    const { variables, inClear } = maskVariables(
      readVariables(`REDIS_PASSWORD: ${SECRET}\nproxy: "-a ${SECRET} -p 1"\nlist: [${SECRET}]`).variables,
    );
    expect(writeWire(variables)).not.toContain(SECRET);
    expect(inClear).toEqual(["REDIS_PASSWORD", "proxy"]);
  });

  it("are found in defaults, plurals, rules of users and lists", () => {
    const hidden = `
REDIS_PASSWORD: "{{ vault_a | default('${SECRET}') }}"
REDIS_MASTER_PASSWORD: "{{ lookup('community.hashi_vault.hashi_vault', 'secret=x token=${SECRET}') }}"
REDIS_TLS_KEY_FILE_PASSWORD: "{{ vault_b | default('') }}"
passwords: {ann: ${SECRET}}
redis_pwd: ${SECRET}
acl: "user app on >${SECRET} ~* +@all"
acls: [">${SECRET} on ~*"]
mirrors: ["redis://user:${SECRET}@10.0.0.1"]
REDIS_SAVE_POINTS: ["{{ vault_points }}"]
`;
    const { variables, inClear } = maskVariables(readVariables(hidden).variables);
    expect(writeWire(variables)).not.toContain(SECRET);
    expect(inClear).toEqual(["REDIS_PASSWORD", "passwords", "redis_pwd", "acl"]);
    expect(variables.get("REDIS_TLS_KEY_FILE_PASSWORD")).toEqual(new UnsafeText("{{ vault_b | default('') }}"));
    expect(variables.get("vault_points")).toEqual(new UnsafeText("{{ vault_points }}"));
    expect(JSON.stringify(importVariables(hidden, new Map()))).not.toContain(SECRET);
  });

  it("that are required are taken to come from the vault", () => {
    expect(textOf(preview(fromYaml("REDIS_MAX_MEMORY: 2gb")))).toContain('requirepass "{{ REDIS_PASSWORD }}"');
  });

  it("have placeholders that the rules know", () => {
    const variables = fromYaml("REDIS_PASSWORD: '{{ vault_x }}'\nREDIS_MAX_MEMORY: 2gb");
    expect([...placeholdersOf(variables)]).toContain("{{ vault_x }}");
    const result = preview(variables);
    expect(result.ok && result.findings.map(({ rule }) => rule)).not.toContain("password-literal");
  });

  it("are counted in a file that is saved", () => {
    expect(markFile('requirepass "{{ REDIS_PASSWORD }}"\n', "production")).toMatch(
      /^# Preview of the environment production.*1 secret/,
    );
  });
});

describe("a preview", () => {
  it("says why there is none, and where", () => {
    expect(preview(new Map())).toMatchObject({ ok: false, reason: expect.stringContaining("REDIS_MAX_MEMORY") });
  });

  it("says which value names something that no file gives", () => {
    const yaml = `
REDIS_MAX_MEMORY: 2gb
REDIS_PORT: "{{ my_port }}"
REDIS_DATABASES: "{{ given }}"
REDIS_MAX_CLIENTS: "{{ many | default(100) }}"
given: 4`;
    const result = preview(fromYaml(yaml));
    const found = result.ok ? result.findings.filter(({ rule }) => rule === "undefined-name") : [];
    expect(found.map(({ message }) => message)).toEqual([expect.stringMatching(/^REDIS_PORT refers to my_port,/)]);
  });

  it("ends a variable that runs away", () => {
    const { variables } = applyEdits(fromYaml("REDIS_MAX_MEMORY: 2gb"), [
      ["REDIS_DIR", '"{% for a in range(100000) %}{% for b in range(1000) %}x{% endfor %}{% endfor %}"'],
    ]);
    expect(preview(variables)).toMatchObject({ ok: false, isRefused: true });
  });

  it("checks the values by the schema", () => {
    const { variables } = applyEdits(fromYaml("REDIS_MAX_MEMORY: 2gb"), [["REDIS_PORT", "99999"]]);
    expect([...checkVariables("redis", variables).keys()]).toEqual(["REDIS_PORT"]);
  });
});

test.each([
  ["integer", "6380"],
  ["integer", "abc"],
  ["word", "0123"],
  ["word", "yes"],
  ["word", 'it\'s "here" # no'],
  ["bytes", "2gb"],
  ["addresses", "10.0.0.1, 127.0.0.1"],
  ["save-points", "900 1, 300 10"],
  ["path", "/var/lib/redis: x"],
  ["boolean", "no"],
  ["text", "{{ a }}"],
] as const)("a field of kind %s keeps what is typed: %s", (kind, text) => {
  // Of a type only its kind is looked at here.
  const yaml = fieldYaml({ kind } as never, text);
  expect(fieldText(readVariables(`x: ${yaml}`).variables.get("x"))).toBe(text);
});

test("variables travel to the browser and out to a file as they are", () => {
  const yaml = 'a: 1\nb: 1.0\nc: !unsafe "{{ x }}"\nd: [yes, null, "no"]\ne: {x: 18446744073709551616}\nf: "0123"\n';
  const { variables } = readVariables(yaml);
  expect(readWire(writeWire(variables))).toEqual(variables);
  expect(readVariables(writeVariables(variables)).variables).toEqual(variables);
});

describe("a comparison of texts", () => {
  const left = Array.from({ length: 30 }, (_, at) => `line ${at}`);
  const right = left.with(15, "other").toSpliced(20, 1);

  it("numbers the lines of both sides", () => {
    const lines = diffTexts(left.join("\n"), right.join("\n"));
    expect(lines.filter(({ kind }) => kind !== "same")).toEqual([
      { kind: "removed", text: "line 15", left: 16, right: undefined },
      { kind: "added", text: "other", left: undefined, right: 16 },
      { kind: "removed", text: "line 20", left: 21, right: undefined },
    ]);
  });

  it("folds what is the same and far away", () => {
    const blocks = foldUnchanged(diffTexts(left.join("\n"), right.join("\n")));
    expect(blocks.map(({ isFolded, lines }) => [isFolded, lines.length])).toEqual([
      [true, 12],
      [false, 13],
      [true, 6],
    ]);
  });

  it("stands in pairs side by side", () => {
    const pairs = pairLines(diffTexts("a\nb\nc", "a\nB\nc\nd"));
    expect(pairs.map((pair) => [pair.left?.text, pair.right?.text])).toEqual([
      ["a", "a"],
      ["b", "B"],
      ["c", "c"],
      [undefined, "d"],
    ]);
  });
});
