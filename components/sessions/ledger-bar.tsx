"use client";
import { Download } from "lucide-react";
import { usePathname } from "next/navigation";
import type { FormEvent } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { saveText } from "#components/ui/save-text.ts";
import { showToast } from "#components/ui/toast-store.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import { useLedgerExport } from "#lib/browser/use-ledger-export.ts";
import type { LedgerFilter, RevokedSession } from "#lib/sessions/schema.ts";
import { ledgerCsv, ledgerJsonl } from "./write-ledger.ts";

const SELECT = "h-9 rounded-medium border border-control-line bg-surface px-3 text-14";
const STATES = {
  gone: "Still gone",
  "came-back": "Came back",
  pending: "Being checked",
  failed: "Failed",
  unknown: "Not known",
};

/** Search, filter and export of the ledger; search and filter stand in the address. */
export function LedgerBar({ deployment, filter }: { deployment: string; filter: LedgerFilter }) {
  const path = usePathname();
  const { collected, failure, collect } = useLedgerExport(deployment, filter);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    const params = new URLSearchParams([["tab", "ledger"], ...given.filter(([, value]) => value !== "")]);
    // Without a request to the server: the list asks for what it needs.
    window.history.pushState(null, "", `${path}?${params}`);
  };
  const save = (name: string, type: string, write: (rows: RevokedSession[]) => string) =>
    collect((rows, isComplete) => {
      saveText(name, type, write(rows));
      showToast(
        `${formatCount(rows.length, "revoked session")} written to ${name}${isComplete ? "" : "; there are more than a file may hold"}.`,
        isComplete ? "ok" : "warning",
      );
    });
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <form onSubmit={onSubmit} className="flex flex-wrap gap-2 max-sm:w-full">
          <Input
            key={filter.find}
            name="find"
            defaultValue={filter.find}
            data-search
            maxLength={100}
            aria-label="Find revocations by person, user or reason"
            placeholder="Person, user or reason"
            className="sm:max-w-64"
          />
          <select
            key={filter.state}
            name="state"
            defaultValue={filter.state}
            aria-label="Still gone?"
            className={SELECT}
          >
            <option value="">Whatever became of them</option>
            {Object.entries(STATES).map(([state, word]) => (
              <option key={state} value={state}>
                {word}
              </option>
            ))}
          </select>
          <Button type="submit" className="h-9">
            Filter
          </Button>
        </form>
        <span className="flex items-center gap-2">
          {collected === undefined ? null : (
            <span role="status" className="text-12 text-ink-muted tabular-nums">
              {formatNumber(collected)} sessions collected
            </span>
          )}
          <Button isBusy={collected !== undefined} onClick={() => save("revoked-sessions.csv", "text/csv", ledgerCsv)}>
            <Download aria-hidden className="size-3.5" />
            Export CSV
          </Button>
          <Button
            isBusy={collected !== undefined}
            onClick={() => save("revoked-sessions.jsonl", "application/jsonl", ledgerJsonl)}
          >
            Export JSONL
          </Button>
        </span>
      </div>
      {failure === undefined ? null : <FailurePanel failure={failure} />}
    </div>
  );
}
