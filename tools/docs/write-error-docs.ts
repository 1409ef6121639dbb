// Writes docs/errors from lib/error-reference.ts; with --check only says whether they are stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { ERROR_REFERENCE } from "#lib/error-reference.ts";
import { ERROR_CODES, type ErrorCode, EXIT_STATUS, HTTP_STATUS } from "#lib/errors.ts";

const isCheck = process.argv.includes("--check");
let stale = 0;

mkdirSync("docs/errors", { recursive: true });
for (const code of ERROR_CODES) {
  const file = `docs/errors/${code}.md`;
  const text = page(code);
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  stale += 1;
  if (isCheck) console.error(`${file} is stale: run npm run docs:errors`);
  else writeFileSync(file, text);
}
process.exit(isCheck && stale > 0 ? 1 : 0);

function page(code: ErrorCode): string {
  const { meaning, causes, whatToDo } = ERROR_REFERENCE[code];
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");
  return `# ${code}

${meaning}

HTTP status ${HTTP_STATUS[code]}, exit status ${EXIT_STATUS[code]} of the commands.

## Probable cause

${list(causes)}

## What to do

${list(whatToDo)}
`;
}
