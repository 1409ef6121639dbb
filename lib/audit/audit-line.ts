import type { Role } from "#lib/roles.ts";
import type { AuditLine } from "./schema.ts";

/** `shown` is safe on any screen; `identity` is kept only as a keyed hash, so that equal targets can be found again. */
export interface AuditTarget {
  readonly deployment?: string;
  readonly shown: string;
  readonly identity?: string | Uint8Array;
}

export type AuditPhase = AuditLine["phase"];

/** What a caller says; the log adds number, time, and the hashes. */
export interface AuditEntry {
  readonly requestId: string;
  readonly phase: AuditPhase;
  readonly operation: string;
  readonly actor: {
    readonly userId: string;
    readonly name: string;
    readonly role: Role | "none";
    readonly address: string;
  };
  readonly target?: AuditTarget;
  readonly reason?: string;
  readonly count?: number;
  /** The error's code, never its text. */
  readonly errorCode?: string;
}

export interface AuditLog {
  /** Resolves only when the line is durable; rejects with STORE_UNAVAILABLE. */
  append(entry: AuditEntry): Promise<void>;
}
