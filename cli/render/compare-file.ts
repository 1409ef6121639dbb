import { hideSecrets } from "#lib/findings/hide-secrets.ts";
import { diffTexts, foldUnchanged } from "#lib/preview/diff-texts.ts";
import { readText } from "./read-text.ts";
import type { RenderedFile } from "./render-file.ts";

const MARKS = { same: " ", removed: "-", added: "+" } as const;

/** Writes FILE beside what would be written, as `diff -u` does; 0 when not a byte differs. */
export function compareFile({ text }: RenderedFile, path: string): number {
  const present = readText(path);
  if (present === text) return 0;
  const { left, right } = hideSecrets(present, text);
  const blocks = foldUnchanged(diffTexts(left, right)).filter(({ isFolded }) => !isFolded);
  process.stdout.write(`--- ${path}\n+++ rendered\n`);
  for (const { lines } of blocks) {
    const [first] = lines;
    process.stdout.write(`@@ -${first?.left ?? 0} +${first?.right ?? 0} @@\n`);
    for (const line of lines) process.stdout.write(`${MARKS[line.kind]}${line.text}\n`);
  }
  if (blocks.length === 0) process.stdout.write("Only the line break at the end differs.\n");
  return 1;
}
