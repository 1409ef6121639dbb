import { decodeSession, type RawSession } from "#lib/sessions/codecs/decode-session.ts";
import type { ScannedSession } from "./scan-sessions.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

/** A search decodes only what may fit; so many more of a keyspace are decoded to know whether its values can be read. */
const SAMPLED = 200;

/** A counter that shares the form of the keys holds no session. */
export function isCounter(raw: RawSession): boolean {
  return !(raw instanceof Map) && raw.length <= 20 && /^-?\d+$/.test(raw.toString("latin1"));
}

/** Looks at the first values of a keyspace, and says whether some cannot be read: sessions among them are not found. */
export class ReadableSample {
  #seen = 0;
  #unread = 0;
  readonly #keyspace: CompiledKeyspace;

  constructor(keyspace: CompiledKeyspace) {
    this.#keyspace = keyspace;
  }

  look({ raw, isWhole }: ScannedSession): void {
    if (this.#seen >= SAMPLED || !isWhole || isCounter(raw)) return;
    this.#seen += 1;
    if (decodeSession(this.#keyspace.config, raw) === undefined) this.#unread += 1;
  }

  /** undefined where all could be read. */
  get told(): string | undefined {
    if (this.#unread === 0) return undefined;
    const { label } = this.#keyspace.config;
    return `Of ${this.#seen} values of ${label} that were tried, ${this.#unread} cannot be read: sessions among them are found by their id alone.`;
  }
}
