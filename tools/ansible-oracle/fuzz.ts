import { writeFileSync } from "node:fs";
import { askOracle } from "./ask-oracle.ts";
import { randomTemplate } from "./random-template.ts";

const [first = "1", count = "1000", file = "fuzz-cases.json"] = process.argv.slice(2);
const cases = Array.from({ length: Number(count) }, (_, index) => randomTemplate(Number(first) + index));
const answers = await askOracle(cases);
writeFileSync(
  file,
  JSON.stringify(
    cases.map((each, index) => ({ id: `seed ${Number(first) + index}`, ...each, expect: answers[index] })),
  ),
);
console.log(`${cases.length} cases with Ansible's answers are in ${file}; give that to compare:ansible.`);
