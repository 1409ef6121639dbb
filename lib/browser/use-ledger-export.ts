import { useEffect, useRef, useState } from "react";
import type { Failure } from "#lib/result.ts";
import type { LedgerFilter, RevokedSession } from "#lib/sessions/schema.ts";
import { postEventStream } from "./post-event-stream.ts";
import { toClientFailure } from "./to-client-failure.ts";

const loadSchema = () => import("#lib/sessions/schema.ts").then((module) => module.LedgerExportEvent);

/** Collects what was revoked, and hands it over when it is all there; leaving the page stops it. */
export function useLedgerExport(deployment: string, filter: LedgerFilter) {
  const [collected, setCollected] = useState<number>();
  const [failure, setFailure] = useState<Failure>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const collect = (onAll: (rows: RevokedSession[], isComplete: boolean) => void) => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setFailure(undefined);
    setCollected(0);
    const rows: RevokedSession[] = [];
    let isComplete = false;
    postEventStream({
      url: `/api/${encodeURIComponent(deployment)}/sessions/ledger/export`,
      body: filter,
      loadSchema,
      signal: own.signal,
      onEvents: (events) => {
        for (const event of events) {
          if (event.type === "rows") rows.push(...event.rows);
          else isComplete = event.isComplete;
        }
        setCollected(rows.length);
      },
    })
      .then(
        () => onAll(rows, isComplete),
        (thrown: unknown) => own.signal.aborted || setFailure(toClientFailure(thrown)),
      )
      .finally(() => setCollected(undefined));
  };
  return { collected, failure, collect };
}
