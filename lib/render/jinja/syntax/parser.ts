import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Body, Expression } from "./nodes.ts";
import type { Token, TokenKind } from "./token.ts";

const END: Token = { kind: "end", text: "", line: 0, start: 0, inVariable: false };

/** The two rules of the grammar that all others come back to. */
interface Grammar {
  expression(parser: Parser, withConditional: boolean): Expression;
  bodyUntil(parser: Parser, endWords: readonly string[]): Body;
}

/** The place in the tokens, and the way back into the grammar from any of its rules. */
export class Parser {
  readonly #tokens: readonly Token[];
  readonly #grammar: Grammar;
  #index = 0;

  constructor(tokens: readonly Token[], grammar: Grammar) {
    this.#tokens = tokens;
    this.#grammar = grammar;
  }

  expression(withConditional = true): Expression {
    return this.#grammar.expression(this, withConditional);
  }

  bodyUntil(endWords: readonly string[]): Body {
    return this.#grammar.bodyUntil(this, endWords);
  }

  get current(): Token {
    return this.#tokens[this.#index] ?? END;
  }

  get following(): Token {
    return this.#tokens[this.#index + 1] ?? END;
  }

  next(): Token {
    const token = this.current;
    this.#index += 1;
    return token;
  }

  isKind(kind: TokenKind): boolean {
    return this.current.kind === kind;
  }

  isName(...names: readonly string[]): boolean {
    return this.current.kind === "name" && names.includes(this.current.text);
  }

  isOperator(...operators: readonly string[]): boolean {
    return this.current.kind === "operator" && operators.includes(this.current.text);
  }

  skipName(name: string): boolean {
    if (!this.isName(name)) return false;
    this.#index += 1;
    return true;
  }

  skipOperator(operator: string): boolean {
    if (!this.isOperator(operator)) return false;
    this.#index += 1;
    return true;
  }

  expect(kind: TokenKind): Token {
    if (!this.isKind(kind)) this.fail(`${described(kind)} is expected here.`);
    return this.next();
  }

  expectName(name: string): Token {
    if (!this.isName(name)) this.fail(`The word ${name} is expected here.`);
    return this.next();
  }

  expectOperator(operator: string): Token {
    if (!this.isOperator(operator)) this.fail(`A ${operator} is expected here.`);
    return this.next();
  }

  fail(message: string, line = this.current.line): never {
    throw new TemplateFailure(message, { line });
  }
}

function described(kind: TokenKind): string {
  if (kind === "variable-end" || kind === "block-end") return "The end of the tag";
  return `A ${kind}`;
}
