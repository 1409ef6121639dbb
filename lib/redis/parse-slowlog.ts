/** One slow command. Its arguments may be keys, values and secrets: mask them before anybody sees them. */
export interface SlowCommand {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly durationMicroseconds: number;
  /** The command's name in capitals; undefined where it is none. */
  readonly command: string | undefined;
  readonly args: readonly Buffer[];
  readonly clientAddress: string | undefined;
  readonly clientName: string | undefined;
}

/** Takes the reply of SLOWLOG GET, as texts or as Buffers. Never throws: what is no entry is passed over. */
export function parseSlowlog(reply: unknown): SlowCommand[] {
  if (!Array.isArray(reply)) return [];
  return reply.flatMap((entry: unknown) => parseEntry(entry) ?? []);
}

function parseEntry(entry: unknown): SlowCommand | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [id, seconds, duration, words, address, name]: unknown[] = entry;
  if (!isCount(id) || !isCount(seconds) || !isCount(duration)) return undefined;
  const [first, ...args] = Array.isArray(words) ? words.flatMap((word: unknown) => toBuffer(word) ?? []) : [];
  const command = first?.toString("latin1");
  return {
    id,
    at: seconds * 1000,
    durationMicroseconds: duration,
    command: command !== undefined && /^[a-z0-9_.|-]{1,60}$/i.test(command) ? command.toUpperCase() : undefined,
    args,
    clientAddress: toText(address),
    clientName: toText(name),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function toBuffer(value: unknown): Buffer | undefined {
  if (Buffer.isBuffer(value)) return value;
  return typeof value === "string" ? Buffer.from(value, "utf8") : undefined;
}

function toText(value: unknown): string | undefined {
  return toBuffer(value)?.toString("utf8") || undefined;
}
