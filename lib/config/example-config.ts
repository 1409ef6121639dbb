import { stringify } from "yaml";
import { describeConfig, type SettingRow } from "./describe-config.ts";
import { isRecord } from "./is-record.ts";
import { ConsoleConfig } from "./schema.ts";

const EXAMPLE = {
  console: {
    address: "http://127.0.0.1:3000",
    secret: { env: "NEXTAUTH_SECRET" },
    usersFile: "users.yaml",
  },
  store: { folder: ".data/store" },
  deployments: {
    staging: {
      kind: "sentinel",
      label: "Staging",
      environment: { name: "staging", colour: "blue", production: false },
      masterName: "mymaster",
      sentinels: ["127.0.0.1:26379", "127.0.0.1:26380", "127.0.0.1:26381"],
      users: {
        reader: { username: "console-reader", password: { env: "STAGING_READER_PASSWORD" } },
        writer: { username: "console-writer", password: { env: "STAGING_WRITER_PASSWORD" } },
      },
      allowedAddresses: ["127.0.0.1"],
      expectedReplicas: 2,
      keyspaces: [
        {
          preset: "connect-redis",
          name: "web-sessions",
          label: "Web sessions",
          match: "session:{id}",
          user: ["passport.user", "userId"],
          ip: "ip",
          device: "userAgent",
        },
        {
          kind: "cache",
          name: "pages",
          label: "Pages",
          match: "cache:{id}",
          scopes: [{ label: "Products", pattern: "cache:product:*" }],
          personal: ["cache:user:{user}:{part}"],
        },
        { preset: "express-rate-limit", name: "api-limits", label: "API limits", limit: 100, windowMs: 60_000 },
        { kind: "channel", name: "news", label: "News", match: "news:{topic}", codec: "json", publish: true },
      ],
    },
    production: {
      kind: "standalone",
      label: "Production",
      environment: { name: "production", colour: "red", production: true },
      address: "127.0.0.1:6379",
      users: { reader: { username: "console-reader", password: { file: "secrets/production-reader" } } },
    },
  },
  notifications: [
    {
      name: "on-call",
      kind: "slack",
      url: { env: "SLACK_WEBHOOK_URL" },
      deployments: ["production"],
      minimum: "warning",
    },
  ],
};

const HEAD = `# Copy this to console.config.yaml, or name your own file in CONSOLE_CONFIG. docs/settings.md has every field.
# Written from the schema by: npm run docs:settings
`;

/** A configuration to begin with: the schema's own sentences as comments, and what has a default commented out. */
export function exampleConfig(): string {
  const rows = new Map(describeConfig(ConsoleConfig).map((row) => [row.path, row]));
  const explained = new Set<string>();
  return `${HEAD}${writeGroup(EXAMPLE, "", "", rows, explained)}`;
}

type Rows = ReadonlyMap<string, SettingRow>;

function writeGroup(group: object, path: string, indent: string, rows: Rows, explained: Set<string>): string {
  const isNew = !explained.has(path);
  explained.add(path);
  const fields = Object.entries(group).map(([name, value]) => {
    const at = path === "deployments" ? "deployments.<name>" : path === "" ? name : `${path}.${name}`;
    const comment = explained.has(at) ? "" : commentFor(rows.get(at), indent);
    if (isRecord(value) && isLarge(value)) {
      return `${comment}${indent}${name}:\n${writeGroup(value, at, `${indent}  `, rows, explained)}`;
    }
    explained.add(at);
    if (isGroupList(value)) {
      const items = value.map((item) => writeItem(item, `${at}[]`, `${indent}  `, rows, explained));
      return `${comment}${indent}${name}:\n${items.join("")}`;
    }
    return `${comment}${indent}${name}: ${inline(value)}\n`;
  });
  return fields.join("") + (isNew ? furtherFields(group, path, indent, rows) : "");
}

/** The fields that may be left out, with what they are then. */
function furtherFields(group: object, path: string, indent: string, rows: Rows): string {
  if (path !== "console" && path !== "deployments.<name>") return "";
  return [...rows.values()]
    .filter((row) => row.path.startsWith(`${path}.`) && !row.path.slice(path.length + 1).includes("."))
    .filter((row) => row.default !== undefined && !Object.hasOwn(group, row.path.slice(path.length + 1)))
    .map((row) => `${commentFor(row, indent)}${indent}# ${row.path.slice(path.length + 1)}: ${row.default}\n`)
    .join("");
}

function writeItem(item: object, path: string, indent: string, rows: Rows, explained: Set<string>): string {
  const text = writeGroup(item, path, `${indent}  `, rows, explained);
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line !== "" && !line.trimStart().startsWith("#"));
  const mark = (line: string, index: number) => {
    if (index > first || line === "") return line;
    return `${indent}${index === first ? "- " : ""}${line.trimStart()}`;
  };
  return lines.map(mark).join("\n");
}

function commentFor(row: SettingRow | undefined, indent: string): string {
  return row === undefined || row.description === "" ? "" : `${indent}# ${row.description}\n`;
}

function isLarge(value: Record<string, unknown>): boolean {
  return Object.values(value).some((field) => isRecord(field)) || Object.keys(value).length > 4 || "folder" in value;
}

function isGroupList(value: unknown): value is object[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isRecord(item));
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
