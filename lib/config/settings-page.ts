import { Environment } from "#lib/env.ts";
import { describeConfig, type SettingRow } from "./describe-config.ts";
import { originOf } from "./preset-origin.ts";
import { PRESETS } from "./presets.ts";
import { ConsoleConfig } from "./schema.ts";

const SECTIONS = [
  { title: "The console", prefix: "console." },
  { title: "The store", prefix: "store." },
  { title: "Each deployment", prefix: "deployments.<name>." },
  { title: "Each keyspace of a deployment", prefix: "deployments.<name>.keyspaces[]." },
  { title: "Notifications", prefix: "notifications" },
] as const;

/** The settings page of the documentation, in Markdown. */
export function settingsPage(): string {
  const rows = describeConfig(ConsoleConfig);
  const inSection = SECTIONS.map(() => [] as SettingRow[]);
  for (const row of rows) {
    const index = SECTIONS.findLastIndex(({ prefix }) => row.path.startsWith(prefix));
    inSection[index]?.push(row);
  }
  const sections = SECTIONS.map(({ title, prefix }, index) =>
    [`## ${title}`, "", prefix === SECTIONS[3].prefix ? KEYSPACES : "", table(inSection[index] ?? [], prefix)].join(
      "\n",
    ),
  );
  return `${[INTRODUCTION, ...sections, presets(), environmentSection()].join("\n\n").replaceAll(/\n{3,}/g, "\n\n")}\n`;
}

const INTRODUCTION = `# Settings

This page is written from the schema in \`lib/config\` by \`npm run docs:settings\`.

The console reads one YAML file, \`console.config.yaml\` in the folder it is started in, or the file that CONSOLE_CONFIG
names. \`console.config.example.yaml\` is one to begin with. A mistake ends the start with exit status 78 and one line for
each mistake: file, line, field, what is wrong, and what would be right. Relative paths count from the folder of the file.

Secrets are never in the file: a field of type secret says where one is kept, \`{ env: NAME }\` or \`{ file: PATH }\`. For
\`{ env: NAME }\` the variable NAME_FILE may name a file instead. Secrets are read anew for each new connection, so a
rotated one needs no restart; console.secret does, and ends every sign-in.

"Required" means: where the group that the field is in is there at all.`;

const KEYSPACES = `A keyspace is one class of keys of an application. \`match\` and \`exclude\` are templates: literal text, and \`{name}\`
where a part varies. Without a class a part is one or more bytes, up to the literal text that follows it, or to the end
of the key. \`{id:[0-9a-f-]{36}}\` gives it a class: sets, \`\\d\`, \`\\w\`, a point or plain characters, each with a count;
there are no groups and no alternatives. A backslash makes \`{\`, \`}\` and \`*\` literal. Two keyspaces of one database may
not match the same key unless one excludes it. \`preset\` names one of the presets below; fields given beside it come first.

Paths into a value are dotted names, \`[0]\` for an item, \`/re/\` for a member found by expression, \`"a.b"\` for a name
with dots, and \`(php)\` where the member is a text that PHP serialized; of several paths the first that finds something
counts. What every preset reads, and what it was tested with, is in \`docs/presets.md\`.
`;

function table(rows: readonly SettingRow[], prefix: string): string {
  const lines = rows.map((row) => {
    const kinds = row.onlyFor.length === 0 ? "" : ` Only for ${row.onlyFor.join(", ")}.`;
    const cells = [code(row.path.slice(prefix.length)), row.type, need(row), `${row.description}${kinds}`];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| field | type | default | meaning |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

/** The loader fills in the database before the schema asks for one. */
function need(row: SettingRow): string {
  if (row.default !== undefined) return code(row.default);
  return row.required && !row.path.endsWith("keyspaces[].db") ? "required" : "";
}

function code(text: string): string {
  return `\`${text}\``;
}

function presets(): string {
  const lines = Object.entries(PRESETS).map(([name, { kind, match }]) => {
    const cells = [code(name), String(kind), code(String(match)).replaceAll("|", "\\|"), originOf(name)];
    return `| ${cells.join(" | ")} |`;
  });
  return ["## Presets", "", "| preset | kind | match | layout from |", "| --- | --- | --- | --- |", ...lines].join(
    "\n",
  );
}

function environmentSection(): string {
  return `## Environment\n\nEach variable NAME may be given as NAME_FILE, the path of a file with its value.\n\n${table(describeConfig(Environment), "")}`;
}
