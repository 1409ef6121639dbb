import { Expression } from "./expression-schema.ts";

/** One step into a value: a member by name, an item by number, the first member whose name fits, or a text decoded. */
export type PathStep =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "item"; readonly index: number }
  | { readonly kind: "expression"; readonly expression: RegExp }
  | { readonly kind: "php" };

/** A bare name, a "quoted" one, [number], /expression/ or (php), each with its dot. */
const STEP = /\.?(?:\[(\d{1,6})\]|"((?:[^"\\]|\\.)*)"|\/((?:[^/\\]|\\.)+)\/|(\(php\))|([^.[\]"/()]+))/y;

const FORM =
  'write names with dots between them, [0] for an item, "a.b" for a name with dots, /expression/ for a name that fits, (php) to read a text';

/** Throws a TypeError that says what is wrong with the path. */
export function parseValuePath(path: string): PathStep[] {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (match === null) throw new TypeError(`the path ${path} cannot be read; ${FORM}`);
    steps.push(toStep(match));
  }
  return steps;
}

function toStep([, index, quoted, expression, php, name]: RegExpExecArray): PathStep {
  if (index !== undefined) return { kind: "item", index: Number(index) };
  if (php !== undefined) return { kind: "php" };
  if (expression === undefined) return { kind: "member", name: quoted?.replace(/\\(.)/g, "$1") ?? name ?? "" };
  return { kind: "expression", expression: new RegExp(checked(expression.replaceAll("\\/", "/"))) };
}

/** Names come from the application's users, and one expression is tried on every one of them. */
function checked(source: string): string {
  const parsed = Expression.safeParse(source);
  if (!parsed.success)
    throw new TypeError(`the expression /${source}/ ${parsed.error.issues[0]?.message ?? "is none"}`);
  const repeats = source.replace(/\\.|\[(?:[^\]\\]|\\.)*\]/g, "x").match(/[*+]|\{\d+,\}/g) ?? [];
  if (repeats.length > 1) throw new TypeError(`the expression /${source}/ may have one *, + or {n,} only`);
  return source;
}
