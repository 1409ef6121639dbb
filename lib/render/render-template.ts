import { DomainError } from "#lib/errors.ts";
import { Templar } from "#lib/render/ansible/templar.ts";
import { type RawValue, type TemplateInput, toRaw } from "#lib/render/ansible/template-input.ts";
import { isRenderError, Refusal } from "#lib/render/jinja/render-error.ts";
import { Budget, DEFAULT_LIMITS, type RenderLimits } from "#lib/render/jinja/values/limits.ts";
import { type LineOrigin, OriginTrace } from "./origin-trace.ts";

interface RenderRequest {
  readonly template: string;
  readonly variables: Readonly<Record<string, TemplateInput>> | ReadonlyMap<string, TemplateInput>;
  /** Files that the template may include or import, by name. */
  readonly includes?: ReadonlyMap<string, string>;
  readonly limits?: Partial<RenderLimits>;
  /** Names whose way into the lines is followed. */
  readonly origins?: ReadonlySet<string>;
}

/** failed: Ansible fails too. refused: what Ansible would write is not known for certain. A reason never holds a value. */
export type RenderResult =
  | {
      readonly outcome: "rendered";
      readonly text: string;
      /** One for each line, where they were asked for; the newline at the end begins none. */
      readonly origins?: readonly LineOrigin[];
    }
  | { readonly outcome: "failed" | "refused"; readonly reason: string; readonly line: number | undefined };

/** The bytes that ansible.builtin.template writes, or why there are none. */
export function tryRenderTemplate(request: RenderRequest): RenderResult {
  const variables = new Map<string, RawValue>();
  const given = request.variables instanceof Map ? request.variables : Object.entries(request.variables);
  for (const [name, value] of given) variables.set(name, toRaw(value));
  const budget = new Budget({ ...DEFAULT_LIMITS, ...request.limits });
  try {
    const trace = request.origins === undefined ? undefined : new OriginTrace();
    const { text, pieces } = budget.run(() =>
      new Templar(variables, request.includes ?? new Map(), budget, trace).render(request.template),
    );
    const origins = trace === undefined ? {} : { origins: trace.lines(pieces, request.origins ?? new Set()) };
    return text.isWellFormed()
      ? { outcome: "rendered", text, ...origins }
      : { outcome: "failed", reason: "The output holds half of a surrogate pair.", line: undefined };
  } catch (error) {
    if (isRenderError(error)) {
      return { outcome: error instanceof Refusal ? "refused" : "failed", reason: error.message, line: error.line };
    }
    // The engine's own recursion mirrors the template's.
    if (error instanceof RangeError)
      return { outcome: "refused", reason: "The template nests too deeply.", line: undefined };
    throw error;
  }
}

/** The same, as an error that names the line where it cannot be. */
export function renderTemplate(request: RenderRequest): string {
  const result = tryRenderTemplate(request);
  if (result.outcome === "rendered") return result.text;
  const where = result.line === undefined ? {} : { where: `line ${result.line}` };
  throw new DomainError("INVALID_INPUT", result.reason, where);
}
