import type { State } from "#components/ui/state.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Revocation } from "#lib/sessions/schema.ts";

interface ProofLine {
  state: State;
  /** Where it is not the state's own word. */
  word?: string;
  text: string;
}

/** What is proven of a revocation, line by line; what is not proven is not claimed. */
export function proveRevocation(revocation: Revocation): ProofLine[] {
  const { deleted, alreadyGone, changedOwner, isAuthoritative } = revocation;
  return [
    { state: deleted > 0 ? "ok" : "info", text: `${formatCount(deleted, "session")} deleted on the master` },
    ...replicaLine(revocation),
    ...(alreadyGone > 0
      ? [{ state: "info" as const, text: `${formatCount(alreadyGone, "session")} had ended already` }]
      : []),
    ...(changedOwner > 0
      ? [
          {
            state: "warning" as const,
            text: `${formatCount(changedOwner, "session")} left alone: the key belongs to another user now`,
          },
        ]
      : []),
    ...leftLine(revocation),
    recheckLine(revocation),
    ...(isAuthoritative
      ? []
      : [
          {
            state: "warning" as const,
            text: "This alone signs nobody out: the application keeps its sign-ins elsewhere too. End them there",
          },
        ]),
  ];
}

function replicaLine({ replicas }: Revocation): ProofLine[] {
  if (replicas === null || replicas.expected === 0) return [];
  const { confirmed, expected } = replicas;
  const text = `Confirmed on ${confirmed} of ${formatCount(expected, "replica")}`;
  return [{ state: confirmed === expected ? "ok" : "warning", text }];
}

function leftLine({ left, isCohort, isAuthoritative }: Revocation): ProofLine[] {
  if (isCohort && left === 0) return [{ state: "ok", text: "None that fits is left" }];
  if (isCohort && left !== null) {
    return [{ state: "warning", text: `${formatCount(left, "session")} fitted at the last look, and went again` }];
  }
  if (left === null) return [{ state: "unknown", text: "Whether sessions are left could not be verified" }];
  if (left === 0 && !isAuthoritative) return [{ state: "info", text: "None of this user's sessions is left in Redis" }];
  if (left === 0) return [{ state: "ok", text: "None of this user's sessions is left" }];
  return [{ state: "info", text: `${formatCount(left, "other session")} of this user left as they were` }];
}

function recheckLine({ recheck, cameBack }: Revocation): ProofLine {
  const lines: Record<Revocation["recheck"], ProofLine> = {
    pending: {
      state: "info",
      word: "Checking",
      text: "Looking again whether a request under way brings a session back",
    },
    gone: {
      state: "ok",
      text:
        cameBack === 0
          ? "Looked again: still gone"
          : `${formatCount(cameBack, "session")} came back and was revoked again; looked again: gone`,
    },
    "came-back": {
      state: "critical",
      text: `${formatCount(cameBack, "session")} came back: the application writes it anew. Search and revoke again`,
    },
    unknown: { state: "unknown", text: "The second look did not get an answer" },
  };
  return lines[recheck];
}
