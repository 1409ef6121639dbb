import { checkAudit } from "./audit/check-audit.ts";
import { listAudit } from "./audit/list-audit.ts";
import { getHistory } from "./history/get-history.ts";
import { countSessions } from "./sessions/count-sessions.ts";
import { planRevocation } from "./sessions/plan-revocation.ts";
import { readLedger, readRevocation } from "./sessions/read-ledger.ts";
import { recheckRevocation } from "./sessions/recheck-revocation.ts";
import { revokeManySessions, revokeSessions } from "./sessions/revoke-sessions.ts";
import { searchSessions } from "./sessions/search-sessions.ts";
import { showSession } from "./sessions/show-session.ts";
import { confirmIdentity } from "./sign-in/confirm-identity.ts";
import { endSignIn } from "./sign-in/end-sign-in.ts";
import { listSignIns } from "./sign-in/list-sign-ins.ts";
import { signOut } from "./sign-in/sign-out.ts";
import { getTopology } from "./topology/get-topology.ts";
import { watchTopology } from "./topology/watch-topology.ts";

/** Everything the console can do. What is not here does not exist: a test compares it with the files. */
export const OPERATIONS = [
  getTopology,
  watchTopology,
  getHistory,
  searchSessions,
  countSessions,
  showSession,
  planRevocation,
  revokeSessions,
  revokeManySessions,
  recheckRevocation,
  readRevocation,
  readLedger,
  listAudit,
  checkAudit,
  listSignIns,
  endSignIn,
  confirmIdentity,
  signOut,
];
