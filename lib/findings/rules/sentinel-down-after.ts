import type { Rule } from "#lib/findings/rule.ts";

const SHORTEST_MS = 1000;
const SHORT_MS = 5000;
const LONGEST_MS = 60_000;

export const sentinelDownAfter: Rule = {
  id: "sentinel-down-after",
  of: "sentinel",
  check({ sentinel }) {
    return sentinel("down-after-milliseconds").flatMap((line) => {
      const wait = Number(line.args[2]);
      // What is no number is told of as such.
      if (!Number.isFinite(wait)) return [];
      const isLong = wait > LONGEST_MS;
      if (wait >= SHORT_MS && !isLong) return [];
      return [
        {
          severity: isLong ? ("note" as const) : wait < SHORTEST_MS ? ("error" as const) : ("warning" as const),
          lines: [line.number],
          message: `A master counts as down after ${wait} ms.`,
          why: isLong
            ? "For so long nobody is told and nothing is done."
            : "A pause of the host or a slow command is enough to begin a failover that nobody needs.",
          fix: isLong ? "Use 30000 or less." : "Use 5000 or more.",
        },
      ];
    });
  },
};
