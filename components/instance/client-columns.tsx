import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatRoughDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { ClientRow } from "#lib/inspect/schema.ts";

export type ClientColumn =
  | "address"
  | "name"
  | "user"
  | "ageSeconds"
  | "idleSeconds"
  | "command"
  | "db"
  | "memoryBytes"
  | "outputBytes"
  | "subscriptions";

interface Column {
  id: ClientColumn;
  word: string;
  isNumber: boolean;
  text: (client: ClientRow) => string;
}

const NONE = "–";
const seconds = (value: number | null) => (value === null ? NONE : formatRoughDuration(value * 1000));
const size = (value: number | null) => (value === null ? NONE : formatBytes(value));

export const CLIENT_COLUMNS: readonly Column[] = [
  { id: "address", word: "Address", isNumber: false, text: ({ address }) => address },
  { id: "name", word: "Name", isNumber: false, text: ({ name }) => name ?? NONE },
  { id: "user", word: "User", isNumber: false, text: ({ user }) => user ?? NONE },
  { id: "ageSeconds", word: "Age", isNumber: true, text: ({ ageSeconds }) => seconds(ageSeconds) },
  { id: "idleSeconds", word: "Idle", isNumber: true, text: ({ idleSeconds }) => seconds(idleSeconds) },
  { id: "command", word: "Last command", isNumber: false, text: ({ command }) => command ?? NONE },
  { id: "db", word: "Database", isNumber: true, text: ({ db }) => (db === null ? NONE : String(db)) },
  { id: "memoryBytes", word: "Memory", isNumber: true, text: ({ memoryBytes }) => size(memoryBytes) },
  { id: "outputBytes", word: "Unread output", isNumber: true, text: ({ outputBytes }) => size(outputBytes) },
  {
    id: "subscriptions",
    word: "Subscriptions",
    isNumber: true,
    text: (client) => formatNumber(client.subscriptions + client.patternSubscriptions),
  },
];
