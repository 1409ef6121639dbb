import type { State } from "#components/ui/state.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { CaseOutcome, PartFailure } from "#lib/cases/schema.ts";

interface Line {
  state: State;
  word: string;
  text: string;
}

/** Each part by itself: done, not done, or not known; nothing is told for both together. */
export function describeClearing({ sessions, limits }: CaseOutcome): Line[] {
  return [...sessionLines(sessions), ...limitLines(limits)];
}

function sessionLines(part: CaseOutcome["sessions"]): Line[] {
  if (part === null) return [{ state: "info", word: "Sessions", text: "There was no session to revoke" }];
  if (part.failure !== null) return [failed("Sessions", part.failure)];
  if (part.revocation === null) return [];
  const { deleted, alreadyGone, asked, changedOwner, replicas, isAuthoritative } = part.revocation;
  if (!isAuthoritative) {
    const text = `${deleted} of ${formatCount(asked, "session key")} deleted; this alone signs nobody out`;
    return [{ state: "warning", word: "Sessions", text }];
  }
  const isConfirmed = replicas !== null && replicas.confirmed >= replicas.expected;
  const isAll = deleted + alreadyGone >= asked;
  const text = [
    `${deleted} of ${formatCount(asked, "session")} revoked`,
    alreadyGone === 0 ? "" : `${alreadyGone} had ended already`,
    changedOwner === 0 ? "" : `${changedOwner} left alone, for another user has them now`,
    isConfirmed ? "" : "not confirmed by every replica",
  ];
  return [{ state: isAll && isConfirmed ? "ok" : "warning", word: "Sessions", text: joined(text) }];
}

function limitLines(part: CaseOutcome["limits"]): Line[] {
  if (part === null) return [{ state: "info", word: "Counters", text: "There was no counter to reset" }];
  if (part.failure !== null || part.reset === null) {
    return part.failure === null ? [] : [failed("Counters", part.failure)];
  }
  const { reset, alreadyGone, replicas } = part.reset;
  const text = [
    `${formatCount(reset, "counter")} reset, confirmed by ${replicas.confirmed} of ${formatCount(replicas.connected, "replica")}`,
    alreadyGone === 0 ? "" : `${alreadyGone} had ended already`,
    part.left === null ? "whether one is there again could not be looked at" : "",
    part.left !== null && part.left > 0 ? `${part.left} counted again since, by new requests` : "",
  ];
  const isProven = part.left !== null && replicas.confirmed >= replicas.connected;
  return [{ state: isProven ? "ok" : "warning", word: "Counters", text: joined(text) }];
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("; ");
}

function failed(word: string, { code, message, advice }: PartFailure): Line {
  const isUnknown = code === "TIMEOUT";
  return {
    state: isUnknown ? "unknown" : "critical",
    word,
    text: `${isUnknown ? "Not known" : "Not done"}: ${message} ${advice}`,
  };
}
