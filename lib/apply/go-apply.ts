import { DomainError, isDomainError } from "#lib/errors.ts";
import type { JobRun } from "#lib/jobs/define-job.ts";
import { createStepLog } from "#lib/jobs/step-log.ts";
import type { ApplyWork } from "./apply-job.ts";
import { applyOne } from "./apply-one.ts";
import type { ApplyOrder, ApplyReport } from "./schema.ts";

/** Replicas first and the master last; the first surprise ends it. */
export async function goApply(job: JobRun<ApplyWork>): Promise<ApplyReport> {
  const { services, deployment, input, signal } = job;
  const { orders } = input;
  const startedAt = performance.now();
  const connections = services.deployments.get(deployment);
  const applied: ApplyReport["applied"] = [];
  const steps = createStepLog(orders.map(toStep), services.now, (all) => {
    const ended = all.filter(({ state }) => state === "done").length;
    job.report({ fraction: ended / all.length, detail: { steps: all, applied }, checkpoint: "begun" });
  });
  const totalMs = () => Math.round(performance.now() - startedAt);
  for (const [index, order] of orders.entries()) {
    if (signal.aborted) {
      return { applied, totalMs: totalMs(), left: orders.slice(index).map(({ address }) => address), isStopped: true };
    }
    try {
      applied.push(await steps.run(order.address, (say) => applyOne({ connections, order, signal, say })));
    } catch (thrown) {
      throw isDomainError(thrown) ? withWhatIsSo(thrown, applied, orders.slice(index + 1)) : thrown;
    }
  }
  return { applied, totalMs: totalMs(), left: [], isStopped: false };
}

function toStep({ address, name, role, changes }: ApplyOrder) {
  const names = changes.map(({ directive }) => directive).join(", ");
  return {
    id: address,
    title: `Set ${names} on ${name ?? address}, ${role === "master" ? "the master" : "a replica"}`,
  };
}

/** Who reads the failure knows what is set where, and what nobody has touched. */
function withWhatIsSo(thrown: DomainError, applied: ApplyReport["applied"], left: readonly ApplyOrder[]): DomainError {
  const set = applied.map(({ address, words }) => `${address}: ${words}`);
  const words = [
    thrown.message,
    set.length === 0 ? "Nothing was set before." : `Set before, and kept: ${set.join(" ")}`,
    ...(left.length === 0 ? [] : [`Not touched: ${left.map(({ address }) => address).join(", ")}.`]),
  ];
  return new DomainError(thrown.code, words.join(" "), {
    ...(thrown.where === undefined ? {} : { where: thrown.where }),
    advice: "It stopped here. Make a plan anew: it shows what each instance has now.",
  });
}
