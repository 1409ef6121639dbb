import { Badge } from "#components/ui/badge.tsx";
import type { SessionRow } from "#lib/sessions/schema.ts";

export function SessionMark({ row, isRevoked }: { row: SessionRow; isRevoked: boolean }) {
  if (isRevoked) return <Badge>revoked</Badge>;
  if (row.state === "anonymous") return <Badge>not signed in</Badge>;
  if (row.state === "undecodable") return <Badge>unreadable</Badge>;
  return null;
}
