export type TemplateName = "redis" | "sentinel";

/** How a value is entered and checked; the range, words or pattern stand beside it. */
export type VariableType =
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "boolean" }
  | { readonly kind: "bytes" }
  | { readonly kind: "word"; readonly pattern?: RegExp; readonly shape?: string }
  | { readonly kind: "text" }
  | { readonly kind: "path" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "addresses" }
  | { readonly kind: "save-points" };

export interface TemplateVariable {
  readonly name: string;
  readonly template: TemplateName;
  readonly type: VariableType;
  /** What the template writes when the variable is unset; absent where it then writes nothing. `{port}` is the instance's port. */
  readonly fallback?: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** The directive it feeds. */
  readonly directive: string;
  readonly description: string;
  readonly group: string;
}
