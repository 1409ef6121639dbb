import { UserSearch } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";

export function SearchStart() {
  return (
    <div className="rounded-large border border-line border-dashed">
      <EmptyState icon={<UserSearch aria-hidden />} title="Find who is signed in, and sign them out">
        <p>
          Type a user id, an e-mail address, an IP address or a session id, exactly as it is. Searching reads from a
          replica where there is one; the master is not slowed down.
        </p>
      </EmptyState>
    </div>
  );
}
