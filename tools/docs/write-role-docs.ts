// Writes docs/roles.md from the operations themselves; with --check only says whether it is stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { OPERATIONS } from "#lib/operation-list.ts";
import { ROLES } from "#lib/roles.ts";

const FILE = "docs/roles.md";
const KINDS = {
  read: "reads",
  access: "looks closer, audited",
  change: "changes, audited before and after",
} as const;

const rows = OPERATIONS.map((operation) => {
  const cells = ROLES.map((role) => (operation.roles.includes(role) ? (operation.stepUp ? "proof" : "yes") : "–"));
  return `| ${operation.summary} | \`${operation.name}\` | ${KINDS[operation.kind]} | ${cells.join(" | ")} |`;
});
const text = `# Who may do what

Decided on the server for each operation, whatever a page shows; refusals are audited too. "proof": the password (or single sign-on) was given at most
five minutes ago. An admin runs the console and touches no data in Redis.

| may … | operation | kind | ${ROLES.join(" | ")} |
| --- | --- | --- | ${ROLES.map(() => "---").join(" | ")} |
${rows.join("\n")}
`;

if (existsSync(FILE) && readFileSync(FILE, "utf8") === text) process.exit(0);
if (process.argv.includes("--check")) {
  console.error(`${FILE} is stale: run npm run docs:roles`);
  process.exit(1);
}
writeFileSync(FILE, text);
