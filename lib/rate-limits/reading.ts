import type { CompiledLimiter } from "./limit-keyspace.ts";
import type { KeyParts, LimiterNumbers } from "./limiter-numbers.ts";

/** One bounded command: its name and its arguments. */
export type Command = readonly [name: string, ...arguments_: (string | number | Buffer)[]];

/** What a limiter's keys say of one subject. */
export interface Reading {
  readonly used: number | null;
  readonly limit: number | null;
  readonly isBlocked: boolean;
  readonly blockedForMs: number | null;
  readonly resetsInMs: number | null;
  readonly note?: string;
}

/** What is asked of the server about one counter, and what its answers mean; undefined when nothing is counted. */
export interface Question {
  readonly commands: readonly Command[];
  read(replies: readonly unknown[]): Reading | undefined;
}

export interface Asked {
  readonly limiter: CompiledLimiter;
  readonly key: Buffer;
  readonly parts: KeyParts;
  readonly numbers: LimiterNumbers;
  /** The server's own time. */
  readonly nowMs: number;
}

export type Reader = (asked: Asked) => Question;

export const GONE = -2;
const FOREVER = "It has no expiry, so it stays until somebody resets it.";

/** A reading that says only that there is something and why nothing more is known. */
export function unknownReading(note: string, ttlMs?: number): Reading {
  return { used: null, limit: null, isBlocked: false, blockedForMs: null, resetsInMs: expiryOf(ttlMs), note };
}

/** The usual reading: refused when as many are used as are allowed, until the limiter begins anew. */
export function countedReading(used: number, limit: number | undefined, resetsInMs: number | null): Reading {
  const isBlocked = limit !== undefined && used >= limit;
  return {
    used,
    limit: limit ?? null,
    isBlocked,
    blockedForMs: isBlocked ? resetsInMs : null,
    resetsInMs,
    ...(resetsInMs === null ? { note: FOREVER } : {}),
  };
}

export function expiryOf(ttlMs: number | undefined): number | null {
  return ttlMs === undefined || ttlMs < 0 ? null : ttlMs;
}

/** Reads a key's first bytes: a counter is never longer, whatever a hostile value is. */
export function beginningOf(key: Buffer): Command {
  return ["GETRANGE", key, 0, 63];
}

export function numberFrom(reply: unknown): number | undefined {
  const text = String(reply);
  const isNumber =
    (typeof reply === "string" || typeof reply === "number") && /^-?\d{1,20}(\.\d{1,30})?(e[+-]?\d{1,3})?$/i.test(text);
  // 1e999 has the form of a number and is none that can be counted with.
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

export function ttlFrom(reply: unknown): number {
  return typeof reply === "number" ? reply : GONE;
}

const UNIT_MS = { s: 1_000, ms: 1, us: 1 / 1_000, ns: 1 / 1_000_000 } as const;

/** How many milliseconds one of a value's units of time has. */
export function unitMs(limiter: CompiledLimiter, usual: keyof typeof UNIT_MS): number {
  return UNIT_MS[limiter.config.unit ?? usual];
}

/** A number that the configuration should have given; the loader asks for it. */
export const UNCONFIGURED = "The configuration does not say how this limiter counts.";
