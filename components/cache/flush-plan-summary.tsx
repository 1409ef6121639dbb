import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentTag } from "#components/shell/environment-tag.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { FlushPlan } from "#lib/cache/schema.ts";

const SHOWN = 6;

/** Exactly what would go and what would stay. */
export function FlushPlanSummary({ plan, deployment }: { plan: FlushPlan; deployment: DeploymentChoice }) {
  const { count, label, pattern, spared, sample, estimatedBytes, estimatedMs, source } = plan;
  if (count === 0) {
    return (
      <p className="text-ink-muted">
        Nothing of {label} fits <span className="break-all font-mono">{pattern}</span>, so there is nothing to flush.
      </p>
    );
  }
  return (
    <div className="space-y-4">
      <p>
        Deletes <strong className="font-semibold">{formatCount(count, "key")}</strong> of {label} that fit{" "}
        <span className="break-all font-mono">{pattern}</span> in {deployment.label}{" "}
        <EnvironmentTag environment={deployment.environment} />
      </p>
      <FigureList
        title="The plan"
        figures={[
          { name: "Memory it frees, about", value: formatBytes(estimatedBytes) },
          { name: "It takes, about", value: estimatedMs < 1_000 ? "less than a second" : formatDuration(estimatedMs) },
          ...spared.map((one) => ({
            name: `Left alone: ${one.label}`,
            value: formatCount(one.count, "key"),
          })),
          {
            name: "Undo",
            value: plan.undo.isPossible ? (
              "possible for ten minutes"
            ) : (
              <span className="break-words">not possible: {plan.undo.why}</span>
            ),
          },
          {
            name: "Counted on",
            value: <span className="font-mono text-12">{`${source.role} ${source.address}`}</span>,
          },
        ]}
      />
      <div>
        <p className="mb-1 font-medium text-13">Some of the keys</p>
        <ul className="divide-y divide-line rounded-medium border border-line text-12">
          {sample.slice(0, SHOWN).map(({ key, text }) => (
            <li key={key} className="truncate px-3 py-1 font-mono">
              {text}
            </li>
          ))}
        </ul>
        {count > SHOWN ? <p className="mt-1 text-12 text-ink-muted">and {formatNumber(count - SHOWN)} more</p> : null}
      </div>
    </div>
  );
}
