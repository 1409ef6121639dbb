import type { Heard } from "./hear-failover.ts";
import type { DrillTimes } from "./schema.ts";

const MOST_SHOWN = 40;

/**
 * How long each part took, by what the Sentinels said. `lostAt` is when the master answered last; where nobody took it away, a
 * Sentinel was asked, and there is nothing that had to be noticed.
 */
export function timeFailover(heard: readonly Heard[], sentinels: number, lostAt: number | undefined): DrillTimes {
  const first = (name: string, from = 0) => heard.find((one) => one.name === name && one.at >= from)?.at;
  const promotedAt = first("+promoted-replica");
  // A Sentinel that was not elected tries again, and another one may win.
  const electedAt = heard.findLast(({ name, at }) => name === "+elected-leader" && at <= (promotedAt ?? at))?.at;
  const beganAt = lostAt ?? first("+try-failover");
  const sdownAt = lostAt === undefined ? undefined : first("+sdown", lostAt);
  const odownAt = lostAt === undefined ? undefined : first("+odown", lostAt);
  const namedBy = new Map(
    heard.flatMap(({ name, sentinel, at }) => (name === "+switch-master" ? [[sentinel, at] as const] : [])),
  );
  const namedAt = [...namedBy.values()].sort((one, other) => one - other)[Math.floor(sentinels / 2)];
  return {
    sdownMs: between(lostAt, sdownAt),
    odownMs: between(lostAt, odownAt),
    electionMs: between(odownAt ?? beganAt, electedAt),
    promotionMs: between(electedAt, promotedAt),
    namedMs: between(promotedAt, namedAt),
    votes: heard.filter(({ name }) => name === "+vote-for-leader").length,
    events: heard
      .slice(0, MOST_SHOWN)
      .map(({ name, sentinel, at }) => ({ name, sentinel, atMs: Math.round(at - (beganAt ?? at)) })),
  };
}

function between(from: number | undefined, to: number | undefined): number | null {
  return from === undefined || to === undefined ? null : Math.max(0, Math.round(to - from));
}
