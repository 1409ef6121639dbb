import type { ApplyInstance } from "#lib/apply/schema.ts";
import { shownValue } from "./shown-value.ts";

/** In the order in which it would be done. */
export function ApplyOrders({ instances }: { instances: readonly ApplyInstance[] }) {
  return (
    <ol className="list-decimal space-y-3 pl-6 text-13">
      {instances.map((instance) => (
        <li key={instance.address}>
          <Order {...instance} />
        </li>
      ))}
    </ol>
  );
}

function Order({ address, name, role, changes, rewriteWords, restart, leftAlone }: ApplyInstance) {
  return (
    <div className="min-w-0 space-y-1">
      <p className="font-medium">
        {name ?? address}, {role === "master" ? "the master" : "a replica"}
      </p>
      {changes.length === 0 ? <p className="text-ink-muted">Nothing to set.</p> : null}
      {changes.map(({ directive, from, to }) => (
        <p key={directive} className="wrap-anywhere font-mono text-12">
          {directive}: {shownValue(directive, from)} → {shownValue(directive, to)}
        </p>
      ))}
      {changes.length === 0 ? null : <p className="text-ink-muted">{rewriteWords}</p>}
      {restart.map(({ directive, from, to, isInFile }) => (
        <p key={directive} className="break-words text-ink-muted">
          By a restart alone:{" "}
          <span className="wrap-anywhere font-mono text-12">
            {directive}: {shownValue(directive, from)} → {shownValue(directive, to)}
          </span>
          {isInFile === true ? ", in its file already" : isInFile === false ? ", not in its file yet" : ""}
        </p>
      ))}
      {leftAlone.length === 0 ? null : (
        <p className="break-words text-ink-muted">
          Left alone: {leftAlone.map(({ directive, why }) => `${directive} (${why})`).join(", ")}
        </p>
      )}
    </div>
  );
}
