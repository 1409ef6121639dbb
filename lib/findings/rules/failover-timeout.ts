import type { Rule } from "#lib/findings/rule.ts";

export const failoverTimeout: Rule = {
  id: "failover-timeout",
  of: "sentinel",
  check({ sentinel }) {
    return sentinel("failover-timeout").flatMap((line) => {
      const of = sentinel("down-after-milliseconds").find(({ args }) => args[1] === line.args[1]);
      const downAfter = Number(of?.args[2] ?? 30_000);
      const timeout = Number(line.args[2]);
      // What is no number is told of as such.
      if (!(timeout < 3 * downAfter)) return [];
      return [
        {
          severity: "warning" as const,
          lines: [line.number],
          message: "A failover is given up before it can end.",
          why: `${timeout} ms is less than three times down-after-milliseconds (${downAfter} ms); the next try waits twice as long.`,
          fix: `Set SENTINEL_FAILOVER_TIMEOUT to ${3 * downAfter} or more.`,
        },
      ];
    });
  },
};
