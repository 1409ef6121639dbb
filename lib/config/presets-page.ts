import type { Preset } from "./preset.ts";
import { SESSION_PRESET_NOTES } from "./session-preset-notes.ts";
import { SESSION_PRESETS } from "./session-presets.ts";

const INTRODUCTION = `# Presets of sessions

This page is written from \`lib/config/session-presets.ts\` and its notes by \`npm run docs:settings\`.

A preset says how a session library writes its sessions, under the library's default names. Fields given beside \`preset\`
come first, so an application with another prefix, or a member of its own for the user, changes just that. All other
presets are in the list of \`docs/settings.md\`.

Where a preset has no place for a fact, and the application records none under a usual name, the console says "not
recorded". A value that no codec reads is shown as unreadable, with its size and the reason, and is never revoked
together with others. An index that an application keeps of a user's sessions is a hint and not believed: sessions are
found by what they say themselves.

The values of programs that are not JavaScript were written by those programs once, with \`tools/session-fixtures/main.ts\`,
and are tested against in every run.`;

const NOT_TESTED = "layout from documentation, not tested with the application";

const FACTS = [
  ["user", "User"],
  ["email", "E-mail"],
  ["ip", "IP address"],
  ["device", "Device"],
  ["created", "Created"],
] as const;

/** The page of session presets of the documentation, in Markdown. */
export function presetsPage(): string {
  return `${[INTRODUCTION, ...Object.entries(SESSION_PRESETS).map(section)].join("\n\n")}\n`;
}

function section([name, preset]: [string, Preset]): string {
  const note = SESSION_PRESET_NOTES[name];
  const rows = [
    ["Key", code(preset.match)],
    ["Codec", list(preset.codec)],
    ...FACTS.map(([field, title]) => [title, preset[field] === undefined ? "not recorded" : list(preset[field])]),
    ["Last seen", lastSeen(preset.lastSeen)],
    ["Expires", expires(preset.expires)],
    ...(preset.authoritative === false ? [["Deleting the key", "signs nobody out by itself"]] : []),
    ["Tested with", note?.testedWith ?? NOT_TESTED],
  ];
  const table = ["| | |", "| --- | --- |", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
  const remarks = (note?.remarks ?? []).map((remark) => `- ${remark}`).join("\n");
  return [`## ${name}`, `The layout of ${note?.of ?? name}.`, table, ...(remarks === "" ? [] : [remarks])].join("\n\n");
}

function list(value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map(code).join(", ");
}

function code(value: unknown): string {
  return `\`${String(value).replaceAll("|", "\\|")}\``;
}

function lastSeen(value: unknown): string {
  const { from, path, maxAge } = value === undefined ? {} : (value as Record<string, unknown>);
  if (from === "path") return list(path);
  return from === undefined ? "not recorded" : `worked out from ${code(maxAge)} and the time that the key has left`;
}

function expires(value: unknown): string {
  const { from, path } = value === undefined ? {} : (value as Record<string, unknown>);
  return from === "path" ? list(path) : "with the key";
}
