import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Delimiters } from "./delimiters.ts";
import { lexExpression } from "./lex-expression.ts";
import { isSpace, PYTHON_SPACE, stripEnd } from "./python-space.ts";
import type { Token, TokenKind } from "./token.ts";

type Opening = "variable-begin" | "comment-begin" | "block-begin";

/** Splits a template into data and the tokens of its tags, as Jinja's lexer does: newlines become \n and one at the end goes. */
export function lexTemplate(source: string, delimiters: Delimiters): Token[] {
  return new TemplateLexer(normalize(source), delimiters).run();
}

export function normalize(source: string): string {
  const text = source.replace(/\r\n?/g, "\n");
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

class TemplateLexer {
  readonly #source: string;
  readonly #delimiters: Delimiters;
  readonly #openings: readonly (readonly [string, Opening])[];
  readonly #tokens: Token[] = [];
  #position = 0;
  #counted = 0;
  #line = 1;
  #atLineStart = true;

  constructor(source: string, delimiters: Delimiters) {
    this.#source = source;
    this.#delimiters = delimiters;
    const openings: [string, Opening][] = [
      [delimiters.variableStart, "variable-begin"],
      [delimiters.commentStart, "comment-begin"],
      [delimiters.blockStart, "block-begin"],
    ];
    this.#openings = openings.sort(([a], [b]) => b.length - a.length);
  }

  run(): Token[] {
    while (this.#position < this.#source.length) {
      const opening = this.#nextOpening();
      if (opening === undefined) {
        this.#push("data", this.#source.slice(this.#position), this.#position);
        this.#position = this.#source.length;
      } else {
        this.#lexTag(...opening);
      }
    }
    this.#push("end", "", this.#position);
    return this.#tokens;
  }

  #nextOpening(): [number, string, Opening] | undefined {
    let best: [number, string, Opening] | undefined;
    for (const [text, kind] of this.#openings) {
      const at = this.#source.indexOf(text, this.#position);
      if (at >= 0 && (best === undefined || at < best[0])) best = [at, text, kind];
    }
    return best;
  }

  #lexTag(at: number, text: string, kind: Opening): void {
    const raw = kind === "block-begin" ? this.#matchAt(at, this.#rawBegin()) : undefined;
    const sign = this.#signAt(at + text.length);
    this.#pushData(at, sign, kind === "variable-begin");
    const inside = at + text.length + (sign === "" ? 0 : 1);
    if (raw !== undefined) this.#lexRaw(at + raw.length);
    else if (kind === "comment-begin") this.#skipComment(inside);
    else this.#lexCode(kind, at, inside);
  }

  #signAt(position: number): "" | "-" | "+" {
    const char = this.#source[position];
    return char === "-" || char === "+" ? char : "";
  }

  #pushData(end: number, sign: string, isVariable: boolean): void {
    const text = this.#source.slice(this.#position, end);
    this.#push("data", this.#strippedBefore(text, sign, isVariable), this.#position);
    this.#position = end;
  }

  #strippedBefore(text: string, sign: string, isVariable: boolean): string {
    if (sign === "-") return stripEnd(text);
    if (sign === "+" || !this.#delimiters.lstripBlocks || isVariable) return text;
    const lineStart = text.lastIndexOf("\n") + 1;
    const isIndent = (lineStart > 0 || this.#atLineStart) && isSpace(text.slice(lineStart));
    return isIndent ? text.slice(0, lineStart) : text;
  }

  #lexRaw(start: number): void {
    this.#moveTo(start);
    const { blockStart } = this.#delimiters;
    const ending = new RegExp(
      `${escapePattern(blockStart)}([-+]?)[${PYTHON_SPACE}]*endraw[${PYTHON_SPACE}]*${this.#blockEnding()}`,
      "gu",
    );
    ending.lastIndex = start;
    const match = ending.exec(this.#source);
    if (match === null) throw new TemplateFailure("A raw block has no end.", { line: this.#line });
    this.#pushData(match.index, match[1] ?? "", false);
    this.#moveTo(ending.lastIndex);
  }

  #skipComment(start: number): void {
    const { commentEnd, trimBlocks } = this.#delimiters;
    const at = this.#source.indexOf(commentEnd, start);
    if (at < 0) throw new TemplateFailure("A comment has no end.", { line: this.#line });
    const sign = at > start ? this.#signAt(at - 1) : "";
    let end = at + commentEnd.length;
    if (sign === "-") end += this.#spaceLength(end);
    else if (sign === "" && trimBlocks && this.#source[end] === "\n") end += 1;
    this.#moveTo(end);
  }

  #lexCode(kind: "variable-begin" | "block-begin", at: number, inside: number): void {
    const isVariable = kind === "variable-begin";
    this.#push(kind, "", at);
    const ending = new RegExp(isVariable ? this.#variableEnding() : this.#blockEnding(), "uy");
    const end = lexExpression(this.#source, inside, ending, (tokenKind, text, start) =>
      this.#push(tokenKind, text, start, isVariable),
    );
    if (end.closed) this.#push(isVariable ? "variable-end" : "block-end", "", end.from);
    this.#moveTo(end.to);
  }

  #rawBegin(): string {
    const { blockStart, blockEnd } = this.#delimiters;
    const space = `[${PYTHON_SPACE}]*`;
    return `${escapePattern(blockStart)}[-+]?${space}raw${space}(?:-${escapePattern(blockEnd)}${space}|${escapePattern(blockEnd)})`;
  }

  #blockEnding(): string {
    const { blockEnd, trimBlocks } = this.#delimiters;
    const end = escapePattern(blockEnd);
    return `(?:\\+${end}|-${end}[${PYTHON_SPACE}]*|${end}${trimBlocks ? "\\n?" : ""})`;
  }

  #variableEnding(): string {
    const end = escapePattern(this.#delimiters.variableEnd);
    return `(?:-${end}[${PYTHON_SPACE}]*|${end})`;
  }

  #matchAt(at: number, pattern: string): string | undefined {
    const sticky = new RegExp(pattern, "uy");
    sticky.lastIndex = at;
    return sticky.exec(this.#source)?.[0];
  }

  #spaceLength(at: number): number {
    return this.#matchAt(at, `[${PYTHON_SPACE}]*`)?.length ?? 0;
  }

  #moveTo(position: number): void {
    this.#atLineStart = this.#source[position - 1] === "\n";
    this.#position = position;
  }

  #push(kind: TokenKind, text: string, start: number, inVariable = false): void {
    for (; this.#counted < start; this.#counted += 1) if (this.#source[this.#counted] === "\n") this.#line += 1;
    if (kind !== "data" || text !== "") this.#tokens.push({ kind, text, line: this.#line, start, inVariable });
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, (char) => (char === "-" ? "\\x2d" : `\\${char}`));
}
