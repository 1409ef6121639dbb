import type { Services } from "#lib/services.ts";
import { decodeSession } from "#lib/sessions/codecs/decode-session.ts";
import type { CohortVerdict } from "./cohort.ts";
import type { CohortPlan } from "./schema.ts";
import { sessionFacts } from "./session-facts.ts";
import { type FoundSession, toSessionRow } from "./session-row.ts";

const SAMPLE = 10;
const TOP_USERS = 10;
/** So many are told apart; who comes later is only counted among the sessions. */
const MOST_USERS = 100_000;

/** What a count has seen so far. */
export interface Tally {
  readonly verdicts: Record<CohortVerdict, number>;
  readonly users: Map<string, { email: string | null; count: number }>;
  readonly sample: FoundSession[];
  readonly mostUsers: number;
  /** There are more users than are told apart. */
  hasMoreUsers: boolean;
}

export function newTally(mostUsers = MOST_USERS): Tally {
  const verdicts = { fits: 0, other: 0, excepted: 0, anonymous: 0, undecodable: 0, "not-recorded": 0 };
  return { verdicts, users: new Map(), sample: [], mostUsers, hasMoreUsers: false };
}

export function copyOf(tally: Tally): Tally {
  const copied = [...tally.users].map(([id, user]) => [id, { ...user }] as const);
  return { ...tally, verdicts: { ...tally.verdicts }, users: new Map(copied), sample: [...tally.sample] };
}

export function noteFound(tally: Tally, found: FoundSession): void {
  const { users, sample, verdicts, mostUsers } = tally;
  const { config } = found.keyspace;
  const { userId = "", email = null } = sessionFacts(config, decodeSession(config, found.raw));
  const user = users.get(userId) ?? { email, count: 0 };
  user.count += 1;
  if (user.count > 1 || users.size < mostUsers) users.set(userId, user);
  else tally.hasMoreUsers = true;
  // A reservoir: each that fits is as likely to be shown.
  const place = sample.length < SAMPLE ? sample.length : Math.floor(Math.random() * verdicts.fits);
  if (place < SAMPLE) sample[place] = found;
}

export function describeTally(
  { verdicts, users, sample, hasMoreUsers }: Tally,
  services: Services,
  deployment: string,
) {
  const top = [...users].sort(([, one], [, other]) => other.count - one.count).slice(0, TOP_USERS);
  return {
    count: verdicts.fits,
    users: users.size,
    hasMoreUsers,
    topUsers: top.map(([userId, user]) => ({ userId, ...user })),
    sample: sample.map((found) => toSessionRow(services, deployment, found)),
    excluded: {
      excepted: verdicts.excepted,
      anonymous: verdicts.anonymous,
      undecodable: verdicts.undecodable,
      notRecorded: verdicts["not-recorded"],
    },
  } satisfies Partial<CohortPlan>;
}
