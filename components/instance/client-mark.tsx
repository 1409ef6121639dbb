import { Badge } from "#components/ui/badge.tsx";
import type { ClientKind, ClientRow } from "#lib/inspect/schema.ts";

const WORDS: Record<Exclude<ClientKind, "application">, string> = {
  console: "this console",
  replica: "replica",
  master: "master",
  sentinel: "sentinel",
};

/** Says who it is where it is no application. */
export function ClientMark({ client: { kind, isBlocked } }: { client: ClientRow }) {
  return (
    <>
      {kind === "application" ? null : <Badge>{WORDS[kind]}</Badge>} {isBlocked ? <Badge>blocked</Badge> : null}
    </>
  );
}

/** The replication and the console's own connections stay open. */
export function canBeClosed({ kind }: ClientRow): boolean {
  return kind === "application" || kind === "sentinel";
}
