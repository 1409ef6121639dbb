import type { Rule } from "#lib/findings/rule.ts";

export const sentinelQuorum: Rule = {
  id: "sentinel-quorum",
  of: "sentinel",
  check({ facts, sentinel }) {
    const { sentinels } = facts;
    if (sentinels === undefined) return [];
    const majority = Math.floor(sentinels / 2) + 1;
    return sentinel("monitor").flatMap((line) => {
      const quorum = Number(line.args[4]);
      const say = (severity: "error" | "warning", message: string, why: string) => [
        {
          severity,
          lines: [line.number],
          message,
          why,
          fix: `Run three or five Sentinels with a quorum of more than half.`,
        },
      ];
      if (quorum > sentinels)
        return say("error", `${quorum} of ${sentinels} Sentinels can never agree.`, "No failover will ever start.");
      if (sentinels < 3 || sentinels % 2 === 0)
        return say(
          "warning",
          `The number of Sentinels is ${sentinels}.`,
          "Fewer than three, or an even number, gains nothing over one less.",
        );
      return quorum < majority
        ? say(
            "warning",
            `${quorum} of ${sentinels} Sentinels already call the master down.`,
            "A minority that lost its own network begins what the majority must then decide.",
          )
        : [];
    });
  },
};
