import { LogOut, UserSearch } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { PageLink } from "#components/ui/page-link.tsx";
import { formatCount } from "#lib/browser/format-number.ts";

interface SelectionBarProps {
  picked: number;
  isFull: boolean;
  /** The one user whom all results belong to, with how many when all were found. */
  user: { id: string; count: number | undefined } | undefined;
  /** Where everything of that user stands together. */
  caseHref: ((userId: string) => string) | undefined;
  onRevokePicked: () => void;
  onRevokeUser: (userId: string) => void;
}

/** From results to action in one click. */
export function SelectionBar({ picked, isFull, user, caseHref, onRevokePicked, onRevokeUser }: SelectionBarProps) {
  return (
    <div className="flex min-h-13 flex-wrap items-center justify-between gap-2 border-line border-t px-4 py-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button size="small" disabled={picked === 0} onClick={onRevokePicked}>
          {picked === 0 ? "Revoke selected" : `Revoke ${formatCount(picked, "selected session")}`}
        </Button>
        {isFull ? <span className="text-12 text-ink-muted">50 are the most at once</span> : null}
      </div>
      {user === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2">
          {caseHref === undefined ? null : (
            <PageLink href={caseHref(user.id)} className={buttonStyle("quiet", "small")}>
              <UserSearch aria-hidden className="size-3.5" />
              Open the case
            </PageLink>
          )}
          <Button
            size="small"
            onClick={() => onRevokeUser(user.id)}
            className="h-auto! min-h-7 max-w-full shrink! whitespace-normal! py-1 text-left"
          >
            <LogOut aria-hidden className="size-3.5" />
            <span>
              Sign out everywhere: revoke{" "}
              {user.count === undefined ? "all" : `all ${formatCount(user.count, "session")}`} of user {user.id}
            </span>
          </Button>
        </div>
      )}
    </div>
  );
}
