export type TokenKind =
  | "data"
  | "variable-begin"
  | "variable-end"
  | "block-begin"
  | "block-end"
  | "name"
  | "string"
  | "integer"
  | "float"
  | "operator"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** Data as it will be written, a name, an operator; of a literal the source text. */
  readonly text: string;
  readonly line: number;
  /** Where it stands in the source. */
  readonly start: number;
  readonly inVariable: boolean;
}
