"use client";
import { EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Result } from "#lib/result.ts";
import type { SessionDetails, SessionRow } from "#lib/sessions/schema.ts";
import { Recorded } from "./recorded.tsx";
import { RecordedTime } from "./recorded-time.tsx";
import type { SessionActions } from "./session-actions.ts";

interface SessionSheetProps {
  deployment: string;
  row: SessionRow;
  viewSession: SessionActions["viewSession"];
  isRevoked: boolean;
  onClose: () => void;
  onRevoke: () => void;
}

/** One session in full, its secrets masked by the server. */
export function SessionSheet({ deployment, row, viewSession, isRevoked, onClose, onRevoke }: SessionSheetProps) {
  const [result, setResult] = useState<Result<SessionDetails>>();
  useEffect(() => {
    let isGone = false;
    viewSession({ deployment, ref: row.ref }).then(
      (answer) => isGone || setResult(answer),
      (thrown: unknown) => isGone || setResult({ ok: false, error: toClientFailure(thrown) }),
    );
    return () => {
      isGone = true;
    };
  }, [viewSession, deployment, row.ref]);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={row.device ?? "Session on an unrecorded device"}
      footer={
        isRevoked ? undefined : (
          <Button look="secondary" onClick={onRevoke}>
            Revoke this session
          </Button>
        )
      }
    >
      <div className="space-y-6">
        <FigureList
          title="Session"
          figures={[
            { name: "User", value: <Recorded value={row.userId}>{row.userId}</Recorded> },
            { name: "E-mail", value: <Recorded value={row.email}>{row.email}</Recorded> },
            { name: "IP address", value: <Recorded value={row.ip}>{row.ip}</Recorded> },
            { name: "Created", value: <RecordedTime at={row.createdAt} /> },
            { name: "Last seen", value: <RecordedTime at={row.lastSeenAt} /> },
            { name: "Kind", value: row.keyspaceLabel },
            { name: "Fingerprint", value: <span className="font-mono text-12">{row.tag}</span> },
          ]}
        />
        {result === undefined ? (
          <Skeleton className="h-40" />
        ) : result.ok ? (
          <Content details={result.data} />
        ) : (
          <FailurePanel failure={result.error} />
        )}
      </div>
    </Sheet>
  );
}

function Content({ details }: { details: SessionDetails }) {
  const { fields, note, ttlMs, sizeBytes, source } = details;
  return (
    <>
      <FigureList
        title="Stored"
        figures={[
          { name: "Expires in", value: ttlMs === null ? "never" : formatDuration(ttlMs) },
          { name: "Size", value: sizeBytes === null ? "not known" : formatBytes(sizeBytes) },
          { name: "Read from", value: <span className="font-mono text-12">{source}</span> },
        ]}
      />
      {note === null ? null : <p className="text-13 text-ink-muted">{note}</p>}
      {fields.length === 0 ? null : (
        <FigureList
          title="Value"
          figures={fields.map(({ name, value, isMasked }) => ({
            name,
            value: isMasked ? (
              <span className="inline-flex items-center gap-1.5 text-ink-muted">
                <EyeOff aria-hidden className="size-3.5" />
                masked
              </span>
            ) : (
              <span className="wrap-anywhere font-mono text-12">{value}</span>
            ),
          }))}
        />
      )}
    </>
  );
}
