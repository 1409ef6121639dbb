import { Circle, CircleCheck, CircleSlash, LoaderCircle, type LucideIcon, OctagonAlert } from "lucide-react";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { Step } from "#lib/jobs/schema.ts";

const LOOKS: Record<Step["state"], { icon: LucideIcon; colour: string; word: string }> = {
  waiting: { icon: Circle, colour: "text-ink-muted", word: "Waiting" },
  running: { icon: LoaderCircle, colour: "text-accent-text motion-safe:animate-spin", word: "Running" },
  done: { icon: CircleCheck, colour: "text-ok", word: "Done" },
  failed: { icon: OctagonAlert, colour: "text-critical", word: "Failed" },
  skipped: { icon: CircleSlash, colour: "text-ink-muted", word: "Left out" },
};

/** Each step with what it found, as it happens. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="divide-y divide-line" aria-label="Steps">
      {steps.map(({ id, title, state, words, startedAt, endedAt }) => {
        const { icon: Icon, colour, word } = LOOKS[state];
        return (
          <li key={id} aria-current={state === "running" ? "step" : undefined} className="flex gap-3 py-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
            <div className="min-w-0 flex-1">
              <p className={state === "waiting" ? "text-ink-muted" : "font-medium"}>
                {title}
                <span className="sr-only">: {word}</span>
              </p>
              {words === "" ? null : <p className="break-words text-13 text-ink-muted">{words}</p>}
            </div>
            {startedAt === null || endedAt === null ? null : (
              <span className="shrink-0 text-13 text-ink-muted tabular-nums">
                {formatDuration(endedAt - startedAt)}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
