import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentTag } from "#components/shell/environment-tag.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { SampleList } from "#components/ui/sample-list.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { FlushPlan } from "#lib/cache/schema.ts";
import { ExpiryBars } from "./expiry-bars.tsx";

/** Exactly what would go and what would stay. */
export function FlushPlanSummary({ plan, deployment }: { plan: FlushPlan; deployment: DeploymentChoice }) {
  const { count, label, pattern, spared, sample, estimatedBytes, estimatedMs, source } = plan;
  if (count === 0) {
    return (
      <p className="text-ink-muted">
        Nothing of {label} fits <span className="wrap-anywhere font-mono">{pattern}</span>, so there is nothing to
        flush.
      </p>
    );
  }
  return (
    <div className="space-y-4">
      <p>
        Deletes <strong className="font-semibold">{formatCount(count, "key")}</strong> of {label} that fit{" "}
        <span className="wrap-anywhere font-mono">{pattern}</span> in {deployment.label}{" "}
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
      <ExpiryBars expiries={plan.expiries} />
      <SampleList title="Some of the keys" items={sample.map(({ text }) => text)} of={count} />
    </div>
  );
}
