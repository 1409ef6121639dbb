import type { SentinelFlags } from "#lib/redis/parse-sentinel.ts";

/** As Redis writes them. */
export function flagWords(flags: SentinelFlags): string[] {
  return [
    ...(flags.isSdown ? ["s_down"] : []),
    ...(flags.isOdown ? ["o_down"] : []),
    ...(flags.isDisconnected ? ["disconnected"] : []),
    ...(flags.isFailoverInProgress ? ["failover_in_progress"] : []),
  ];
}
