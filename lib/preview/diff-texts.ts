import { diffArrays } from "diff";

export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
  /** Line numbers of both sides, from 1. */
  readonly left: number | undefined;
  readonly right: number | undefined;
}

/** A stretch of lines; what is the same on both sides and far from any change is folded. */
export interface DiffBlock {
  readonly isFolded: boolean;
  readonly lines: readonly DiffLine[];
}

const CONTEXT = 3;

export function diffTexts(left: string, right: string): DiffLine[] {
  let [leftLine, rightLine] = [0, 0];
  return diffArrays(linesOf(left), linesOf(right)).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => {
      if (added) return { kind: "added", text, left: undefined, right: ++rightLine };
      if (removed) return { kind: "removed", text, left: ++leftLine, right: undefined };
      return { kind: "same", text, left: ++leftLine, right: ++rightLine };
    }),
  );
}

export function foldUnchanged(lines: readonly DiffLine[]): DiffBlock[] {
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(isChange));
  const blocks: { isFolded: boolean; lines: DiffLine[] }[] = [];
  lines.forEach((line, at) => {
    const isFolded = isNear[at] !== true;
    const last = blocks.at(-1);
    if (last?.isFolded === isFolded) last.lines.push(line);
    else blocks.push({ isFolded, lines: [line] });
  });
  return blocks;
}

/** Removed and added lines side by side, as far as they go in pairs. */
export function pairLines(lines: readonly DiffLine[]): { left: DiffLine | undefined; right: DiffLine | undefined }[] {
  const pairs: { left: DiffLine | undefined; right: DiffLine | undefined }[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1)
      pairs.push({ left: removed[at], right: added[at] });
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === "removed") removed.push(line);
    else if (line.kind === "added") added.push(line);
    else {
      flush();
      pairs.push({ left: line, right: line });
    }
  }
  flush();
  return pairs;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

function isChange({ kind }: DiffLine): boolean {
  return kind !== "same";
}
