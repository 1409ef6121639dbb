import type { FailoverStory } from "./schema.ts";
import { advance, noProgress, type StoryProgress } from "./story-progress.ts";
import type { HeardEvent } from "./tell-failovers.ts";

/** A failover that said nothing for so long is not under way any more. */
export const SILENT_MS = 180_000;
/** The switch is said once more right after the end. */
const ECHO_MS = 10_000;
const MOST_EVENTS = 200;

/** A failover while its events come in. */
export interface OpenStory {
  readonly hasEnded: boolean;
  /** False when the event shows that another failover has begun. */
  isAbout(event: HeardEvent): boolean;
  /** Whether it only says again what this failover came to. */
  isEcho(event: HeardEvent): boolean;
  add(event: HeardEvent): void;
  tell(now: number): FailoverStory;
}

/** `first` is what it is recognised by; `prelude` are the sdown and odown that led to it. */
export function createStory(first: HeardEvent, prelude: readonly HeardEvent[]): OpenStory {
  const events = [...prelude, first];
  const progress = noProgress();
  advance(progress, first);
  return {
    get hasEnded() {
      return progress.endedAt !== undefined;
    },
    isAbout({ heard, shown }) {
      if (shown.at - (events.at(-1)?.shown.at ?? 0) > SILENT_MS) return false;
      // Two sentinels may begin at once: only one of them is elected.
      return heard.name !== "+try-failover" || heard.address === first.heard.address;
    },
    isEcho: ({ heard, shown }) => {
      const { to = heard.to, endedAt, abortedBecause } = progress;
      const isLate = endedAt === undefined || shown.at - endedAt > ECHO_MS;
      return heard.to === to && !isLate && abortedBecause === undefined;
    },
    add(event) {
      if (events.length < MOST_EVENTS) events.push(event);
      if (progress.endedAt === undefined) advance(progress, event);
      else progress.to ??= event.heard.to;
    },
    tell: (now) => tellStory({ first, events, progress, now }),
  };
}

interface Told {
  first: HeardEvent;
  events: readonly HeardEvent[];
  progress: StoryProgress;
  now: number;
}

function tellStory({ first, events, progress, now }: Told): FailoverStory {
  const { abortedBecause, endedAt, leader, epoch, to } = progress;
  const beganAt = events[0]?.shown.at ?? first.shown.at;
  const isSilent = now - (events.at(-1)?.shown.at ?? beganAt) > SILENT_MS;
  const unended = isSilent ? "unknown" : "under way";
  return {
    id: first.shown.id,
    beganAt,
    endedAt: endedAt ?? null,
    result: abortedBecause !== undefined ? "aborted" : endedAt !== undefined ? "done" : unended,
    abortedBecause: abortedBecause === undefined ? null : (REASONS[abortedBecause] ?? abortedBecause),
    cause: causeOf(events, first),
    from: first.heard.address ?? null,
    to: abortedBecause === undefined ? (to ?? null) : null,
    leader: leader ?? null,
    epoch: epoch ?? null,
    phases: phasesOf(beganAt, progress),
    reconfiguredReplicas: [...progress.reconfigured],
    events: events.map(({ shown }) => shown),
  };
}

const REASONS: Record<string, string> = {
  "not-elected": "No sentinel got enough votes to lead it.",
  "no-good-replica": "No replica was fit to be the master.",
  "replica-timeout": "The chosen replica did not become the master in time.",
};

/** Other sentinels vote only for a failover that odown began: asked for one, a sentinel goes ahead alone. */
function causeOf(events: readonly HeardEvent[], first: HeardEvent): FailoverStory["cause"] {
  const isOdown = events.some(({ heard }) => heard.name === "+odown");
  const hasVotes = events.some(
    ({ heard }) => heard.name === "+vote-for-leader" && heard.sentinel !== first.heard.sentinel,
  );
  if (isOdown || hasVotes) return "odown";
  return first.heard.name === "+try-failover" ? "asked" : "unknown";
}

function phasesOf(beganAt: number, progress: StoryProgress): FailoverStory["phases"] {
  const { triedAt, electedAt, promotedAt, endedAt } = progress;
  const between = (from: number | undefined, until: number | undefined) =>
    from === undefined || until === undefined ? null : until - from;
  return {
    // Asked for, it begins with the attempt.
    detectionMs: beganAt === triedAt ? null : between(beganAt, triedAt),
    electionMs: between(triedAt, electedAt),
    promotionMs: between(electedAt, promotedAt),
    reconfigurationMs: between(promotedAt, endedAt),
    totalMs: between(beganAt, endedAt),
  };
}
