import { parseSentinelEvent } from "#lib/redis/parse-sentinel-event.ts";

/** A failover that never said that it ended is forgotten after this. */
const LONGEST_FAILOVER_MS = 180_000;
/** So long after the first the last sentinel may tell of the same switch. */
const TOLD_WITHIN_MS = 30_000;
/** Sentinels that lie must not fill the memory. */
const MOST_SWITCHES = 100;
/** How long after an event things may still be changing. */
const RESTLESS_MS = 5_000;

const MATTERS =
  /^[+-](sdown|odown|tilt|slave|sentinel|reboot|failover-.*|try-failover|elected-leader|switch-master|config-update-from|convert-to-slave|reset-master)$/;
const BEGINS = /^\+(try-failover|elected-leader|failover-state-.*)$/;
const ENDS = /^(\+switch-master|\+failover-end.*|-failover-abort.*)$/;

/** Keeps in mind what the sentinels' events say about a failover. */
export interface FailoverEar {
  /** True when the event is a reason to look at once. */
  hear(event: string, text: string): boolean;
  isUnderWay(): boolean;
  isRestless(): boolean;
  /** How many failovers have ended well since it began to listen. */
  ended(): number;
}

export function createFailoverEar(masterName: string, now: () => number): FailoverEar {
  let beganAt: number | undefined;
  let heardAt: number | undefined;
  let ended = 0;
  const switchedAt = new Map<string, number>();

  function noteSwitch(text: string): void {
    const { address: from, to } = parseSentinelEvent("+switch-master", text, masterName) ?? {};
    if (to === undefined) return;
    // Every sentinel says it, some of them after the next failover.
    const switched = `${from} ${to}`;
    const before = switchedAt.get(switched);
    if (before !== undefined && now() - before < TOLD_WITHIN_MS) return;
    if (switchedAt.size >= MOST_SWITCHES) switchedAt.clear();
    switchedAt.set(switched, now());
    ended += 1;
  }

  return {
    hear(event, text) {
      if (!MATTERS.test(event) || !isAbout(masterName, event, text)) return false;
      heardAt = now();
      if (BEGINS.test(event)) beganAt = now();
      if (ENDS.test(event)) beganAt = undefined;
      if (event === "+switch-master") noteSwitch(text);
      return true;
    },
    isUnderWay: () => beganAt !== undefined && now() - beganAt < LONGEST_FAILOVER_MS,
    isRestless: () => heardAt !== undefined && now() - heardAt < RESTLESS_MS,
    ended: () => ended,
  };
}

/** "master <name> …", "<kind> … @ <name> <ip> <port>" or "<name> <ip> <port> <ip> <port>"; tilt is about all. */
function isAbout(masterName: string, event: string, text: string): boolean {
  if (event.endsWith("tilt")) return true;
  const words = text.split(" ");
  const at = words.indexOf("@");
  return at === -1 ? words[0] === masterName || words[1] === masterName : words[at + 1] === masterName;
}
