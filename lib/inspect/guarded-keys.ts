import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate, type KeyTemplate, parseKeyTemplate } from "#lib/config/key-template.ts";

interface GuardedKeyspace {
  readonly name: string;
  readonly label: string;
}

/** Keys whose very name lets somebody in, or that the configuration protects. */
export interface GuardedKeys {
  /** Errs towards guarding: what begins like such a key is one, even cut short. */
  ownerOf(bytes: Buffer): GuardedKeyspace | undefined;
  /** Whether such a key may stand somewhere inside. */
  isMentioned(bytes: Buffer): boolean;
  /** A key of a keyspace that may be shown. */
  isOpen(bytes: Buffer): boolean;
}

/** Shorter beginnings stand in half of all texts. */
const SHORTEST_BEGINNING = 3;

interface Guard extends GuardedKeyspace {
  template: KeyTemplate;
  beginning: Buffer;
}

export function guardedKeys({ keyspaces }: DeploymentConfig): GuardedKeys {
  const guards = keyspaces.flatMap((keyspace): Guard[] => {
    if (keyspace.kind !== "session" && keyspace.kind !== "protected") return [];
    const also = keyspace.kind === "session" ? [...keyspace.revoke.also, ...keyspace.revoke.pointers] : [];
    return [keyspace.match, ...also].map((match) => ({
      name: keyspace.name,
      label: keyspace.label,
      template: compileKeyTemplate(match),
      beginning: beginningOf(match),
    }));
  });
  const open = keyspaces
    .filter(({ kind }) => kind !== "session" && kind !== "protected")
    .map(({ match }) => compileKeyTemplate(match));
  const globs = new Set(guards.map(({ template }) => template.glob));
  return {
    ownerOf(bytes) {
      // The pattern of a SCAN names no key.
      if (globs.has(bytes.toString("utf8"))) return undefined;
      return guards.find(
        ({ template, beginning }) => begins(bytes, beginning) || template.matches(bytes) !== undefined,
      );
    },
    isMentioned: (bytes) =>
      !globs.has(bytes.toString("utf8")) &&
      guards.some(({ beginning }) => beginning.length >= SHORTEST_BEGINNING && bytes.includes(beginning)),
    isOpen: (bytes) => open.some((template) => template.matches(bytes) !== undefined),
  };
}

function begins(bytes: Buffer, beginning: Buffer): boolean {
  return beginning.length > 0 && bytes.subarray(0, beginning.length).equals(beginning);
}

function beginningOf(match: string): Buffer {
  const [first] = parseKeyTemplate(match);
  return first?.kind === "literal" ? first.bytes : Buffer.alloc(0);
}
