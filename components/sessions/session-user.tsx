import { Recorded } from "./recorded.tsx";

/** The id leads to all of this user's sessions. */
export function SessionUser(props: { userId: string | null; email: string | null; onUser: (userId: string) => void }) {
  const { userId, email, onUser } = props;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {userId === null ? (
        <Recorded value={null}>{null}</Recorded>
      ) : (
        <button
          type="button"
          onClick={() => onUser(userId)}
          aria-label={`Find all sessions of user ${userId}`}
          className="max-w-40 truncate font-mono text-12 text-accent-text underline-offset-2 hover:underline"
        >
          {userId}
        </button>
      )}
      {email === null ? null : <span className="truncate text-ink-muted">{email}</span>}
    </span>
  );
}
