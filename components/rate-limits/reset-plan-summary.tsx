import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentTag } from "#components/shell/environment-tag.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { SampleList } from "#components/ui/sample-list.tsx";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { ResetPlan } from "#lib/rate-limits/schema.ts";

/** Exactly which counters would go, what goes along, and what stays. */
export function ResetPlanSummary({ plan, deployment }: { plan: ResetPlan; deployment: DeploymentChoice }) {
  const { count, label, pattern, companions, companionTemplates, spared, sample, estimatedMs, source, localBlock } =
    plan;
  if (count === 0 && companions === 0) {
    return (
      <p className="text-ink-muted">
        No counter of {label} fits <span className="wrap-anywhere font-mono">{pattern}</span>, so there is nothing to
        reset.
      </p>
    );
  }
  return (
    <div className="space-y-4">
      <p>
        Deletes <strong className="font-semibold">{formatCount(count, "counter")}</strong>
        {count === 0 ? ` and ${formatCount(companions, "key")} that have outlived their counters` : ""} of {label} that
        fit <span className="wrap-anywhere font-mono">{pattern}</span> in {deployment.label}{" "}
        <EnvironmentTag environment={deployment.environment} />: whoever is blocked by them is let through at once.
      </p>
      <FigureList
        title="The plan"
        figures={[
          ...(companionTemplates.length === 0
            ? []
            : [
                {
                  name: "Keys that go along",
                  value: `${formatCount(companions, "key")}: ${companionTemplates.join(", ")}`,
                },
              ]),
          { name: "It takes, about", value: estimatedMs < 1_000 ? "less than a second" : formatDuration(estimatedMs) },
          ...spared.map((one) => ({ name: `Left alone: ${one.label}`, value: formatCount(one.count, "key") })),
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
      <SampleList title="Some of the subjects" items={sample} of={count} />
      {localBlock === null ? null : <p className="text-13 text-warning">{localBlock}</p>}
    </div>
  );
}
