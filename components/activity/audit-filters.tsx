"use client";
import { usePathname } from "next/navigation";
import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { AuditFilter } from "#lib/browser/audit-query.ts";

const PHASES = { started: "Started", succeeded: "Succeeded", failed: "Failed", refused: "Refused", unknown: "Unknown" };
const SELECT = "h-9 max-sm:flex-1 rounded-medium border border-control-line bg-surface px-3 text-14";

/** Whole values only: a part of a name finds nothing. */
export function AuditFilters({ deployment, filter }: { deployment: string; filter: AuditFilter }) {
  const path = usePathname();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]);
    const params = new URLSearchParams([["tab", "audit"], ...given.filter(([, value]) => value !== "")]);
    // Without a request to the server: the list asks for what it needs.
    window.history.pushState(null, "", `${path}?${params}`);
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-wrap gap-2">
      <Input name="user" defaultValue={filter.user} aria-label="Person" placeholder="Person" className="sm:max-w-44" />
      <Input
        name="operation"
        defaultValue={filter.operation}
        aria-label="Operation"
        placeholder="Operation, such as session.revoke"
        className="sm:max-w-72"
      />
      <select name="phase" defaultValue={filter.phase} aria-label="Outcome" className={SELECT}>
        <option value="">Any outcome</option>
        {Object.entries(PHASES).map(([phase, word]) => (
          <option key={phase} value={phase}>
            {word}
          </option>
        ))}
      </select>
      <select name="all" defaultValue={filter.deployment === "" ? "1" : ""} aria-label="Where" className={SELECT}>
        <option value="">Only {deployment}</option>
        <option value="1">Everywhere</option>
      </select>
      <Button type="submit">Filter</Button>
    </form>
  );
}
