import { readFileSync } from "node:fs";
import { decodeMarkers } from "#lib/render/ansible/decode-markers.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { type AnsibleAnswer, compareWithAnsible, type Verdict } from "#lib/render/compare-with-ansible.ts";
import { readJson } from "#lib/render/jinja/filters/read-json.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText } from "#lib/render/jinja/values/expect.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type RenderResult, tryRenderTemplate } from "#lib/render/render-template.ts";

interface Line {
  readonly id: string;
  readonly result: Verdict;
  readonly reason: string;
}

function judge(each: Dict): Line {
  const expect = dict(each.get("expect")).get("output");
  const answer = expect === undefined ? { error: "" } : { output: expectText(expect) };
  const includes = new Map(
    [...dict(each.get("files")).entries()].map(([name, text]) => [expectText(name), expectText(text)]),
  );
  const variables = new Map<string, TemplateInput>([["inventory_hostname", "localhost"]]);
  for (const [name, value] of dict(each.get("vars")).entries()) variables.set(expectText(name), decodeMarkers(value));
  const result = tryRenderTemplate({ template: expectText(each.get("template") ?? ""), variables, includes });
  const verdict = compareWithAnsible(result, answer);
  return { id: expectText(each.get("id") ?? ""), result: verdict, reason: reasonFor(result, answer, verdict) };
}

function reasonFor(result: RenderResult, answer: AnsibleAnswer, verdict: Verdict): string {
  if (result.outcome !== "rendered")
    return result.line === undefined ? result.reason : `line ${result.line}: ${result.reason}`;
  if (verdict === "accepted") return "Ansible fails here.";
  return verdict === "different" && "output" in answer ? firstDifference(result.text, answer.output) : "";
}

function dict(value: Value | undefined): Dict {
  return value instanceof Dict ? value : new Dict();
}

function firstDifference(ours: string, theirs: string): string {
  let at = 0;
  while (ours[at] === theirs[at]) at += 1;
  return `At character ${at} Ansible writes ${JSON.stringify(theirs.slice(at, at + 40))}, not ${JSON.stringify(ours.slice(at, at + 40))}.`;
}

function main(): number {
  const [file] = process.argv.slice(2);
  if (file === undefined || file === "--help") {
    process.stderr.write(
      "Usage: compare-ansible FILE\nRenders the cases of FILE and compares them with what Ansible wrote.\n",
    );
    return file === undefined ? 64 : 0;
  }
  // Read as Python does: integers stay exact and keys keep their order.
  const cases = readJson(readFileSync(file, "utf8"));
  if (!Array.isArray(cases)) throw new TypeError(`${file} holds no list of cases.`);
  for (const each of cases) process.stdout.write(`${JSON.stringify(judge(dict(each)))}\n`);
  return 0;
}

process.exitCode = main();
