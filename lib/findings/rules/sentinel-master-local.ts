import { isLoopback } from "#lib/findings/bound-addresses.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const sentinelMasterLocal: Rule = {
  id: "sentinel-master-local",
  of: "sentinel",
  check({ facts, sentinel }) {
    return sentinel("monitor").flatMap((line) =>
      isLoopback(line.args[2] ?? "") && (facts.sentinels ?? 1) > 1
        ? [
            {
              severity: "error" as const,
              lines: [line.number],
              message: "Sentinels will tell clients to connect to themselves.",
              why: `${line.args[2]} is another host on every host, and there are ${facts.sentinels} Sentinels.`,
              fix: "Set SENTINEL_MASTER_IP to the address that the master has in the network.",
            },
          ]
        : [],
    );
  },
};
