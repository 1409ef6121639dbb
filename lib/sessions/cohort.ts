import { DomainError } from "#lib/errors.ts";
import { plainText } from "#lib/plain-text.ts";
import type { Seal } from "#lib/seal.ts";
import { decodeSession, type RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { parseAddressRange } from "./address-range.ts";
import type { Cohort } from "./schema.ts";
import { type SessionFacts, sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

const LONGEST_NAME = 160;

/** Why a session that is looked at is not one of the cohort; "fits" when it is. */
export type CohortVerdict =
  | "fits"
  | "other"
  /** It would fit, and is spared: of somebody who is left alone. */
  | "excepted"
  /** Nobody is signed in with it. */
  | "anonymous"
  /** Nobody can tell what it is. */
  | "undecodable"
  /** It does not say what is asked for, when it was created say. */
  | "not-recorded";

export interface CompiledCohort {
  judge(keyspace: CompiledKeyspace, raw: RawSession): CohortVerdict;
}

/** Throws INVALID_INPUT for a range of addresses that is none. */
export function compileCohort(cohort: Cohort): CompiledCohort {
  const range = cohort.network === undefined ? undefined : rangeOf(cohort.network);
  const agent = cohort.userAgent?.toLowerCase();
  const { createdBefore, createdAfter, userId } = cohort;
  const excepted = new Set(cohort.exceptUsers);
  /** undefined: the session does not say. */
  const parts: ((facts: SessionFacts) => boolean | undefined)[] = [
    ...(createdBefore === undefined
      ? []
      : [({ createdAt }: SessionFacts) => told(createdAt, (at) => at < createdBefore)]),
    ...(createdAfter === undefined
      ? []
      : [({ createdAt }: SessionFacts) => told(createdAt, (at) => at >= createdAfter)]),
    ...(range === undefined ? [] : [({ ip }: SessionFacts) => told(ip, (address) => range.has(address))]),
    ...(agent === undefined
      ? []
      : [({ device }: SessionFacts) => told(device, (text) => text.toLowerCase().includes(agent))]),
    ...(userId === undefined ? [] : [(facts: SessionFacts) => facts.userId === userId]),
  ];
  return {
    judge({ config }, raw) {
      const value = decodeSession(config, raw);
      if (value === undefined) return "undecodable";
      const facts = sessionFacts(config, value);
      const answers = parts.map((part) => part(facts));
      if (answers.includes(false)) return "other";
      if (answers.includes(undefined)) return "not-recorded";
      if (facts.userId === undefined) return "anonymous";
      return excepted.has(facts.userId) ? "excepted" : "fits";
    },
  };
}

function told<Fact>(fact: Fact | undefined, isSo: (fact: Fact) => boolean): boolean | undefined {
  return fact === undefined ? undefined : isSo(fact);
}

function rangeOf(network: string) {
  const range = parseAddressRange(network);
  if (range !== undefined) return range;
  throw new DomainError("INVALID_INPUT", "The range of addresses is none.", {
    where: "cohort.network",
    fieldErrors: { network: ["Write an address, or a block such as 203.0.113.0/24 or 2001:db8::/32."] },
  });
}

/** As people read it, in a plan, the audit log and the ledger. */
export function describeCohort(cohort: Cohort): string {
  return describe(cohort, (userId) => `of user ${userId}`);
}

/** For whoever sees jobs: without user ids and bounded. What tells two groups apart that read alike is a mark that only this console can make. */
export function nameCohort(seal: Seal, cohort: Cohort): string {
  const whole = describe(cohort, () => "of one user");
  const named = plainText(whole, LONGEST_NAME);
  const { userId, exceptUsers } = cohort;
  if (named === whole && userId === undefined && exceptUsers.length === 0) return named;
  const meant = JSON.stringify([whole, userId, ...exceptUsers.toSorted()]);
  return `${named} (${seal.tag("cohort", meant).slice(0, 8)})`;
}

function describe(
  { createdBefore, createdAfter, network, userAgent, userId, exceptUsers }: Cohort,
  ofUser: (userId: string) => string,
): string {
  const spared = exceptUsers.length;
  const parts = [
    userId === undefined ? "" : ofUser(userId),
    createdAfter === undefined ? "" : `created from ${utc(createdAfter)} on`,
    createdBefore === undefined ? "" : `created before ${utc(createdBefore)}`,
    network === undefined ? "" : `from ${network}`,
    userAgent === undefined ? "" : `by a user agent with "${userAgent}"`,
    spared === 0 ? "" : `except those of ${spared === 1 ? "one user" : `${spared} users`}`,
  ];
  return `sessions ${parts.filter((part) => part !== "").join(", ")}`;
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
