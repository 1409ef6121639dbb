import { ApplyReport } from "#lib/apply/schema.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { DrillReport, FailoverReport, ResetReport } from "#lib/failover/schema.ts";
import type { Job } from "#lib/jobs/schema.ts";
import { RoundReport } from "#lib/rolling/schema.ts";

const TABS: Readonly<Record<string, string>> = {
  "failover.safe": "switch",
  "failover.native": "switch",
  "failover.drill": "drill",
  "rolling.restart": "restart",
  "sentinel.reset": "reset",
  "config.apply": "restart",
};

/** Where its steps are followed; undefined of work without any. */
export function stepsAddress({ deployment, id, kind }: Pick<Job, "deployment" | "id" | "kind">): string | undefined {
  const tab = TABS[kind];
  return tab === undefined ? undefined : `/${deployment}/failover?tab=${tab}&job=${id}`;
}

/** What guided work came to, in a sentence. */
export function guidedWords({ kind, result }: Pick<Job, "kind" | "result">): string | undefined {
  if (kind === "failover.safe" || kind === "failover.native") {
    const { data } = FailoverReport.safeParse(result);
    return data && switchWords(data);
  }
  if (kind === "failover.drill") {
    const { data } = DrillReport.safeParse(result);
    return (
      data &&
      `${switchWords(data.failover)} Its writer waited ${formatDuration(data.canary.longestGapMs)} and lost ${formatCount(data.canary.lost, "write")}.`
    );
  }
  if (kind === "rolling.restart") {
    const { data } = RoundReport.safeParse(result);
    return data && doneWords(`${formatCount(data.restarted.length, "instance")} restarted`, data);
  }
  if (kind === "sentinel.reset") {
    const { data } = ResetReport.safeParse(result);
    return data && `${formatCount(data.sentinels.length, "Sentinel")} reset.`;
  }
  if (kind !== "config.apply") return undefined;
  const { data } = ApplyReport.safeParse(result);
  const names = new Set(data?.applied.flatMap(({ changes }) => changes.map(({ directive }) => directive)));
  return (
    data &&
    doneWords(`${[...names].join(", ") || "Nothing"} set on ${formatCount(data.applied.length, "instance")}`, data)
  );
}

function switchWords({ from, to, pausedMs, isWhole }: FailoverReport): string {
  const waited = pausedMs === null ? "" : `; writes waited ${formatDuration(pausedMs)}`;
  return `${to} took over from ${from}${waited}${isWhole ? "." : "; not everybody followed in time."}`;
}

function doneWords(done: string, { totalMs, left }: { totalMs: number; left: readonly string[] }): string {
  const rest = left.length === 0 ? "" : ` Not reached: ${left.join(", ")}.`;
  return `${done} in ${formatDuration(totalMs)}.${rest}`;
}
