import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";
import { writeBytes, writePercent } from "#lib/health/write-figure.ts";

const MOST = 0.75;
const FAR_TOO_MUCH = 0.9;

export const memoryOfHost: ConsequenceRule = {
  id: "memory-of-host",
  check(meeting) {
    const host = meeting.figures?.memory.hostBytes ?? 0;
    const limit = Number(meeting.after("maxmemory") ?? 0);
    const share = limit / Math.max(1, host);
    if (!(host > 0 && limit > 0 && share > MOST)) return [];
    return [
      {
        severity: share > FAR_TOO_MUCH ? "error" : "warning",
        lines: linesOf(meeting, "maxmemory"),
        message: `maxmemory is ${writePercent(share)} of the ${writeBytes(host)} that the host of ${meeting.address} has.`,
        why: "A snapshot or a full copy for a replica needs room beside the data, and the other processes of the host need some too.",
        fix: "Leave a quarter of the memory free.",
      },
    ];
  },
};
