import { driftOf } from "#lib/drift/read-drift.ts";
import type { DriftReport } from "#lib/drift/schema.ts";
import type { Services } from "#lib/services.ts";
import type { ApplyInstance, PlanApplyInput } from "./schema.ts";
import { toApplyInstance } from "./to-apply-instance.ts";

export interface Draft {
  readonly report: DriftReport;
  /** Replicas first, the master last. */
  readonly instances: readonly ApplyInstance[];
  readonly blocking: readonly Consequence[];
  readonly warnings: readonly Consequence[];
}

export interface Consequence {
  readonly rule: string;
  readonly address: string;
  readonly words: string;
}

/** Which rules speak of what CONFIG SET does at once, and of which directives. */
const CAUSES: Record<string, readonly string[]> = {
  "memory-too-small": ["maxmemory", "maxmemory-policy"],
  "memory-of-host": ["maxmemory"],
  "eviction-begins": ["maxmemory-policy"],
  "eviction-ends": ["maxmemory-policy"],
  "persistence-ends": ["save", "appendonly"],
  "too-few-replicas": ["min-replicas-to-write", "min-replicas-max-lag"],
  "too-many-clients": ["maxclients"],
};

/** What applying would set now, from what the instances answer now; nothing is changed. */
export async function draftApply(services: Services, signal: AbortSignal, asked: PlanApplyInput): Promise<Draft> {
  const report = await driftOf(services, signal, { ...asked, template: "redis", host: null });
  const found = report.instances.flatMap((_, at) => toApplyInstance(report, at) ?? []);
  const instances = [
    ...found.filter(({ role }) => role === "replica"),
    ...found.filter(({ role }) => role === "master"),
  ];
  return {
    report,
    instances,
    blocking: consequences(report, instances, "error"),
    warnings: consequences(report, instances, "warning"),
  };
}

function consequences(
  report: DriftReport,
  instances: readonly ApplyInstance[],
  severity: "error" | "warning",
): Consequence[] {
  return report.instances.flatMap(({ address, consequences }) => {
    const changing = instances.find((one) => one.address === address)?.changes.map(({ directive }) => directive) ?? [];
    return consequences
      .filter((one) => one.severity === severity && CAUSES[one.rule]?.some((name) => changing.includes(name)))
      .map(({ rule, message, why }) => ({ rule, address, words: `${message} ${why}` }));
  });
}
