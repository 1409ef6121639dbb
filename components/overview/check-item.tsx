import { ShallowLink } from "#components/ui/shallow-link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { HealthCheck } from "#lib/health/schema.ts";
import { CheckFacesToggle } from "./check-faces-toggle.tsx";

interface CheckItemProps {
  check: HealthCheck;
  deployment: string;
  /** Not where everything is about one instance. */
  isAddressShown?: boolean;
}

/** A check that is not well: its value, its threshold, and what to do. */
export function CheckItem({ check, deployment, isAddressShown = true }: CheckItemProps) {
  return (
    <li className="@container px-4 py-2.5">
      <div className="grid gap-x-4 gap-y-1 @xl:grid-cols-[96px_1fr_auto]">
        <span className="pt-px">
          <StatusBadge state={check.state} />
        </span>
        <div className="min-w-0">
          <p className="font-medium">
            {check.label}
            {check.instance === null || !isAddressShown ? null : (
              <ShallowLink
                href={`/${deployment}/overview?instance=${encodeURIComponent(check.instance)}`}
                className="ml-2 font-mono font-normal text-13 text-accent-text underline-offset-2 hover:underline"
              >
                {check.instance}
              </ShallowLink>
            )}
          </p>
          <p className="text-13 text-ink-muted">
            {check.meaning}
            {check.advice === null ? null : <span className="text-ink"> {check.advice}</span>}
          </p>
          <CheckFacesToggle deployment={deployment} check={check.id} instance={check.instance} />
        </div>
        <p className="text-13 tabular-nums @xl:text-right">
          <span className="font-medium">{check.value}</span>
          {check.threshold === null ? null : <span className="block text-12 text-ink-muted">{check.threshold}</span>}
        </p>
      </div>
    </li>
  );
}
