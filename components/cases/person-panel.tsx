import { LogOut } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type CaseState, onlyPerson } from "#lib/browser/case-state.ts";

interface PersonPanelProps {
  state: CaseState;
  onPerson: (userId: string) => void;
  onClear: () => void;
}

/** Who it is, by what the sessions say; of several people none is picked by the console. */
export function PersonPanel({ state, onPerson, onClear }: PersonPanelProps) {
  const { person, phase, sessions, limits } = state;
  if (person === undefined) return phase === "looking" ? <Skeleton className="h-24" /> : null;
  const userId = onlyPerson(state);
  const hasAny = sessions.rows.length > 0 || (limits?.limits?.own.length ?? 0) > 0;
  if (userId === undefined) {
    return (
      <Panel title={person.userIds.length === 0 ? "Nobody is known by this" : `${person.userIds.length} people fit`}>
        {person.userIds.length === 0 ? (
          <p className="text-13 text-ink-muted">
            No session names a person. What is counted or cached by {sessions.term} itself stands below.
          </p>
        ) : (
          <>
            <p className="mb-2 text-13 text-ink-muted">Open one of them to see everything of that person.</p>
            <ul className="flex flex-wrap gap-2">
              {person.userIds.map((id) => (
                <li key={id}>
                  <Button size="small" onClick={() => onPerson(id)}>
                    <span className="max-w-60 truncate font-mono">{id}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
    );
  }
  return (
    <Panel
      title={`User ${userId}`}
      aside={
        <Button look="danger" size="small" disabled={!hasAny || limits === undefined} onClick={onClear}>
          <LogOut aria-hidden className="size-3.5" />
          Sign out everywhere and clear limits
        </Button>
      }
    >
      <dl className="flex flex-wrap gap-x-8 gap-y-1 text-13">
        <Known name="E-mail" texts={person.emails} />
        <Known name="Addresses" texts={person.addresses} />
      </dl>
    </Panel>
  );
}

function Known({ name, texts }: { name: string; texts: readonly string[] }) {
  return (
    <div className="flex gap-2">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere font-mono text-12 leading-5">
        {texts.length === 0 ? <span className="font-sans text-ink-muted">not recorded</span> : texts.join(", ")}
      </dd>
    </div>
  );
}
