import { DomainError } from "#lib/errors.ts";
import { decodeSession, type RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { parseAddressRange } from "./address-range.ts";
import type { Cohort } from "./schema.ts";
import { type SessionFacts, sessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

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

/** As people read it, in a plan, a title and the ledger. */
export function describeCohort({ createdBefore, createdAfter, network, userAgent, userId }: Cohort): string {
  const parts = [
    userId === undefined ? "" : `of user ${userId}`,
    createdAfter === undefined ? "" : `created from ${utc(createdAfter)} on`,
    createdBefore === undefined ? "" : `created before ${utc(createdBefore)}`,
    network === undefined ? "" : `from ${network}`,
    userAgent === undefined ? "" : `by a user agent with "${userAgent}"`,
  ];
  return `sessions ${parts.filter((part) => part !== "").join(", ")}`;
}

function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
