/** A failover that never said that it ended is forgotten after this. */
const LONGEST_FAILOVER_MS = 180_000;
/** A look at everything shortly after each step shows the roles as they change. */
const RESTLESS_MS = 5_000;

const BEGINS = new Set(["+try-failover", "+elected-leader", "+new-epoch"]);
const ENDS = new Set(["+switch-master", "+failover-end", "+failover-end-for-timeout", "+convert-to-slave"]);
const MATTERS = /^(\+switch-master|[+-](sdown|odown|tilt|slave|sentinel|reboot|new-epoch)|[+-]failover-.*|\+try-failover|\+elected-leader|\+convert-to-slave|\+reset-master)$/;

/** Keeps in mind what the sentinels' events say about a failover. */
export interface FailoverEar {
  /** True when the event is a reason to look at once. */
  hear(event: string, text: string): boolean;
  isUnderWay(): boolean;
  /** Shortly after an event: things are changing. */
  isRestless(): boolean;
}

export function createFailoverEar(masterName: string, now: () => number): FailoverEar {
  let beganAt: number | undefined;
  let heardAt: number | undefined;
  return {
    hear(event, text) {
      if (!MATTERS.test(event) || !concerns(text, masterName, event)) return false;
      heardAt = now();
      if (ENDS.has(event) || event.startsWith("-failover-abort")) beganAt = undefined;
      else if (BEGINS.has(event) || event.startsWith("+failover-state")) {
        if (event !== "+new-epoch") beganAt = now();
      }
      return true;
    },
    isUnderWay: () => beganAt !== undefined && now() - beganAt < LONGEST_FAILOVER_MS,
    isRestless: () => heardAt !== undefined && now() - heardAt < RESTLESS_MS,
  };
}

/** One sentinel may watch several masters: "master <name> …", "<kind> … @ <name> <ip> <port>", "<name> <ip> <port> <ip> <port>". */
function concerns(text: string, masterName: string, event: string): boolean {
  if (/tilt|new-epoch/.test(event)) return true;
  const words = text.split(" ");
  return words[0] === masterName || words[1] === masterName || words[words.indexOf("@") + 1] === masterName;
}
