"use client";
import type { ReactNode } from "react";
import { formatCount } from "#lib/browser/format-number.ts";
import { plainText } from "#lib/plain-text.ts";

const MOST_MEMBERS = 200;
const OPEN_DEPTH = 2;

interface JsonTreeProps {
  value: unknown;
  name?: string;
  depth?: number;
  /** Nodes that hold it are open. */
  term: string;
}

/** JSON, folded below the second level; what holds the searched text is unfolded and marked. */
export function JsonTree({ value, name, depth = 0, term }: JsonTreeProps) {
  const head = name === undefined ? null : <span className="text-ink-muted">{mark(name, term)}: </span>;
  if (typeof value !== "object" || value === null) {
    return (
      <div className="wrap-anywhere py-0.5 pl-4">
        {head}
        <Leaf value={value} term={term} />
      </div>
    );
  }
  const members = Object.entries(value);
  const what = Array.isArray(value) ? formatCount(members.length, "item") : formatCount(members.length, "member");
  const isOpen =
    depth < OPEN_DEPTH || (term !== "" && JSON.stringify(value).toLowerCase().includes(term.toLowerCase()));
  return (
    <details open={isOpen} className="py-0.5">
      <summary className="cursor-pointer wrap-anywhere">
        {head}
        <span className="text-ink-faint">
          {Array.isArray(value) ? "[ ]" : "{ }"} {what}
        </span>
      </summary>
      <div className="ml-1.5 border-line border-l pl-2">
        {members.slice(0, MOST_MEMBERS).map(([member, inner]) => (
          <JsonTree key={member} value={inner} name={member} depth={depth + 1} term={term} />
        ))}
        {members.length > MOST_MEMBERS ? (
          <p className="pl-4 text-ink-muted">{members.length - MOST_MEMBERS} more are not shown here.</p>
        ) : null}
      </div>
    </details>
  );
}

function Leaf({ value, term }: { value: unknown; term: string }) {
  if (typeof value === "string") return <span className="text-ok">{mark(JSON.stringify(value), term)}</span>;
  return <span className="text-info">{mark(String(value), term)}</span>;
}

function mark(written: string, term: string): ReactNode {
  const text = plainText(written, written.length * 8 + 1);
  const at = term === "" ? -1 : text.toLowerCase().indexOf(term.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-small bg-warning-soft text-ink">{text.slice(at, at + term.length)}</mark>
      {text.slice(at + term.length)}
    </>
  );
}
