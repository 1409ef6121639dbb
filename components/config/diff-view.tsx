"use client";
import { ChevronsUpDown } from "lucide-react";
import { Fragment, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { ScrollArea } from "#components/ui/scroll-area.tsx";
import { type DiffBlock, type DiffLine, foldUnchanged, pairLines } from "#lib/preview/diff-texts.ts";
import { visibleLine } from "./visible-line.ts";

interface DiffViewProps {
  lines: readonly DiffLine[];
  left: string;
  right: string;
  isSplit: boolean;
}

/** Two texts against each other; what is the same and far from a change is folded until it is asked for. */
export function DiffView({ lines, left, right, isSplit }: DiffViewProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const columns = isSplit ? 4 : 3;
  return (
    <ScrollArea label={`${left} against ${right}`} className="overflow-x-auto">
      <table className="w-full border-collapse font-mono text-12 leading-5">
        <caption className="sr-only">
          {left} on the left, {right} on the right
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col" colSpan={columns}>
              Lines
            </th>
          </tr>
        </thead>
        <tbody>
          {foldUnchanged(lines).map((block, at) => (
            <Fragment key={`${block.lines[0]?.left ?? ""}-${block.lines[0]?.right ?? ""}`}>
              {block.isFolded && !opened.has(at) ? (
                <tr className="bg-surface-sunken">
                  <td colSpan={columns} className="px-3 py-1">
                    <button
                      type="button"
                      className="flex items-center gap-2 font-sans text-12 text-ink-muted hover:text-ink"
                      onClick={() => setOpened(new Set([...opened, at]))}
                    >
                      <ChevronsUpDown aria-hidden className="size-3.5" />
                      Show {block.lines.length} lines that are the same
                    </button>
                  </td>
                </tr>
              ) : (
                <Block block={block} isSplit={isSplit} />
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Block({ block, isSplit }: { block: DiffBlock; isSplit: boolean }) {
  if (!isSplit) {
    return block.lines.map((line) => (
      <tr key={`${line.kind} ${line.left} ${line.right}`} className={GROUND[line.kind]}>
        <Numbers value={line.left} />
        <Numbers value={line.right} />
        <Text line={line} />
      </tr>
    ));
  }
  return pairLines(block.lines).map(({ left, right }) => (
    <tr key={`${left?.left ?? ""}-${right?.right ?? ""}`}>
      <Numbers value={left?.left} />
      <Text line={left} isHalf />
      <Numbers value={right?.right} />
      <Text line={right} isHalf />
    </tr>
  ));
}

const GROUND = { same: "", removed: "bg-critical-soft", added: "bg-ok-soft" } as const;
const SIGN = { same: " ", removed: "−", added: "+" } as const;
const WORD = { same: "", removed: "removed: ", added: "added: " } as const;

function Numbers({ value }: { value: number | undefined }) {
  return <td className="w-10 select-none px-2 text-right align-top text-ink-faint tabular-nums">{value}</td>;
}

function Text({ line, isHalf = false }: { line: DiffLine | undefined; isHalf?: boolean }) {
  return (
    <td
      className={classNames(
        "whitespace-pre-wrap wrap-anywhere px-2 align-top",
        isHalf && "w-1/2",
        isHalf && line !== undefined && GROUND[line.kind],
        isHalf && line === undefined && "bg-surface-sunken",
      )}
    >
      {line === undefined ? null : (
        <>
          <span aria-hidden className="mr-2 select-none text-ink-muted">
            {SIGN[line.kind]}
          </span>
          <span className="sr-only">{WORD[line.kind]}</span>
          {visibleLine(line.text)}
        </>
      )}
    </td>
  );
}
