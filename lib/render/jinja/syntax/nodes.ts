import type { BinaryOperator } from "#lib/render/jinja/values/arithmetic.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [string, Expression])[];
  readonly spread?: Expression;
  readonly spreadNamed?: Expression;
}

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

type ExpressionKinds =
  | { readonly kind: "constant"; readonly value: Value }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "tuple" | "list"; readonly items: readonly Expression[] }
  | { readonly kind: "dict"; readonly pairs: readonly (readonly [Expression, Expression])[] }
  | {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise?: Expression;
    }
  | { readonly kind: "or" | "and"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "compare";
      readonly first: Expression;
      readonly steps: readonly (readonly [CompareOperator, Expression])[];
    }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "sign"; readonly operator: "+" | "-"; readonly operand: Expression }
  | { readonly kind: "concat"; readonly parts: readonly Expression[] }
  | { readonly kind: "attribute"; readonly target: Expression; readonly name: string }
  | { readonly kind: "item"; readonly target: Expression; readonly index: Expression }
  | { readonly kind: "slice"; readonly target: Expression; readonly bounds: SliceBounds }
  | { readonly kind: "call"; readonly callee: Expression; readonly args: CallArguments }
  | {
      readonly kind: "filter";
      readonly target: Expression | undefined;
      readonly name: string;
      readonly args: CallArguments;
    }
  | { readonly kind: "test"; readonly target: Expression; readonly name: string; readonly args: CallArguments };

export type SliceBounds = readonly [Expression | undefined, Expression | undefined, Expression | undefined];
export type Expression = ExpressionKinds & { readonly line: number };
type CallExpression = Extract<Expression, { kind: "call" }>;
export type FilterExpression = Extract<Expression, { kind: "filter" }>;

/** What an assignment may name: a variable, several, or an attribute of a namespace. */
export type Target =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "variables"; readonly items: readonly Target[] }
  | { readonly kind: "namespace"; readonly name: string; readonly attribute: string };

export interface Signature {
  readonly parameters: readonly string[];
  /** Of the last parameters, as many as there are. */
  readonly defaults: readonly Expression[];
}

export type Body = readonly Statement[];

type StatementKinds =
  | { readonly kind: "output"; readonly parts: readonly (string | Expression)[] }
  | ForKind
  | { readonly kind: "if"; readonly branches: readonly (readonly [Expression, Body])[]; readonly otherwise: Body }
  | { readonly kind: "set"; readonly target: Target; readonly value: Expression }
  | {
      readonly kind: "set-block";
      readonly target: Target;
      readonly filter: FilterExpression | undefined;
      readonly body: Body;
    }
  | { readonly kind: "macro"; readonly name: string; readonly signature: Signature; readonly body: Body }
  | { readonly kind: "call-block"; readonly call: CallExpression; readonly signature: Signature; readonly body: Body }
  | { readonly kind: "filter-block"; readonly filter: FilterExpression; readonly body: Body }
  | { readonly kind: "with"; readonly assignments: readonly (readonly [Target, Expression])[]; readonly body: Body }
  | {
      readonly kind: "include";
      readonly file: Expression;
      readonly ignoreMissing: boolean;
      readonly withContext: boolean;
    }
  | { readonly kind: "import"; readonly file: Expression; readonly name: string; readonly withContext: boolean }
  | FromImportKind;

interface ForKind {
  readonly kind: "for";
  readonly target: Target;
  readonly items: Expression;
  readonly test: Expression | undefined;
  readonly isRecursive: boolean;
  readonly body: Body;
  readonly otherwise: Body;
}

interface FromImportKind {
  readonly kind: "from-import";
  readonly file: Expression;
  /** The exported name and the name it gets here. */
  readonly names: readonly (readonly [string, string])[];
  readonly withContext: boolean;
}

export type Statement = StatementKinds & { readonly line: number };
export type StatementOf<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;
