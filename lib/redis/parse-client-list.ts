/** One connection of an instance. Names and addresses are whatever the client wrote: hostile text. */
export interface ListedClient {
  readonly id: string;
  readonly address: string | undefined;
  readonly name: string | undefined;
  readonly user: string | undefined;
  readonly db: number | undefined;
  readonly ageSeconds: number | undefined;
  readonly idleSeconds: number | undefined;
  readonly flags: readonly ClientFlag[];
  /** The last command, as Redis names it: `client|list`. */
  readonly command: string | undefined;
  readonly subscriptions: number | undefined;
  readonly patternSubscriptions: number | undefined;
  readonly shardSubscriptions: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly outputBufferBytes: number | undefined;
  readonly library: string | undefined;
  readonly libraryVersion: string | undefined;
}

export type ClientFlag =
  | "replica"
  | "master"
  | "monitor"
  | "pub-sub"
  | "transaction"
  | "blocked"
  | "closing"
  | "pinned";

const FLAGS: Readonly<Record<string, ClientFlag>> = {
  S: "replica",
  M: "master",
  O: "monitor",
  P: "pub-sub",
  x: "transaction",
  b: "blocked",
  c: "closing",
  A: "closing",
  e: "pinned",
};

/** Takes the text of CLIENT LIST. Never throws: a line without an id is passed over, a malformed field is undefined. */
export function parseClientList(text: string): ListedClient[] {
  return [...listedClients(text)];
}

/** One by one, so that whoever wants the first few of a long list parses no more. */
export function* listedClients(text: string): Generator<ListedClient> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const client = parseLine(text.slice(from, end < 0 ? text.length : end));
    if (client !== undefined) yield client;
    from = end < 0 ? text.length : end + 1;
  }
}

function parseLine(line: string): ListedClient | undefined {
  const fields = new Map<string, string>();
  for (const part of line.trim().split(" ")) {
    const at = part.indexOf("=");
    if (at > 0 && !fields.has(part.slice(0, at))) fields.set(part.slice(0, at), part.slice(at + 1));
  }
  const text = (name: string) => fields.get(name) || undefined;
  const number = (name: string) => {
    const value = fields.get(name);
    return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  };
  const id = text("id");
  if (id === undefined || !/^\d{1,20}$/.test(id)) return undefined;
  const command = text("cmd");
  return {
    id,
    address: text("addr"),
    name: text("name"),
    user: text("user"),
    db: number("db"),
    ageSeconds: number("age"),
    idleSeconds: number("idle"),
    flags: [...new Set([...(text("flags") ?? "")].flatMap((letter) => FLAGS[letter] ?? []))],
    command: command === "NULL" ? undefined : command,
    subscriptions: number("sub"),
    patternSubscriptions: number("psub"),
    shardSubscriptions: number("ssub"),
    memoryBytes: number("tot-mem"),
    outputBufferBytes: number("omem"),
    library: text("lib-name"),
    libraryVersion: text("lib-ver"),
  };
}
