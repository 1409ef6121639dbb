import { OctagonAlert } from "lucide-react";
import type { Preview } from "#lib/preview/preview-file.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";

interface RenderFailureProps {
  template: TemplateName;
  failure: Extract<Preview, { ok: false }>;
}

/** Why there is no file: where, what, and whether Ansible would fail too. */
export function RenderFailure({ template, failure }: RenderFailureProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-medium bg-critical-soft px-4 py-3 text-13">
      <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-critical" />
      <div className="min-w-0 space-y-1">
        <p className="break-words font-medium">{failure.reason}</p>
        <p className="text-ink-muted">
          <span className="font-mono">
            templates/{template}.conf.tpl{failure.line === undefined ? "" : `, line ${failure.line}`}
          </span>
          .{" "}
          {failure.isRefused
            ? "What Ansible would write here is not known for certain, so nothing is shown."
            : "Ansible stops here too: there would be no file."}
        </p>
      </div>
    </div>
  );
}
