// Fails when a document names a path of this repository that is gone.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const ROOTS = "app|components|lib|cli|tools|scripts|templates|docs|e2e|public";
const PATH = new RegExp(`\`((?:${ROOTS})/[A-Za-z0-9_./()\\[\\]-]*)\``, "g");

const documents = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .trim()
  .split("\n");
let gone = 0;
for (const document of documents.filter(
  (name) => existsSync(name) && name !== "CHANGELOG.md" && !name.startsWith("docs/decisions/"),
)) {
  for (const [, path = ""] of readFileSync(document, "utf8").matchAll(PATH)) {
    if (path.includes("<") || existsSync(path)) continue;
    console.error(`${document}: there is no ${path}`);
    gone += 1;
  }
}
console.log(`${documents.length} documents read, ${gone} paths gone`);
process.exit(gone === 0 ? 0 : 1);
