import type { Rule } from "#lib/findings/rule.ts";

export const sentinelHostname: Rule = {
  id: "sentinel-hostname",
  of: "sentinel",
  check({ sentinel }) {
    const resolved = sentinel("resolve-hostnames").find(({ args }) => args[1]?.toLowerCase() === "yes");
    return sentinel("monitor").flatMap((line) =>
      !/^[0-9.]+$|:/.test(line.args[2] ?? "") && !(resolved !== undefined && resolved.number < line.number)
        ? [
            {
              severity: "error" as const,
              lines: [line.number],
              message: "A Sentinel resolves no host names unless told.",
              why: "It refuses the file: Can't resolve instance hostname.",
              fix: "Give SENTINEL_MASTER_IP an address, or set SENTINEL_RESOLVE_HOSTNAMES.",
            },
          ]
        : [],
    );
  },
};
