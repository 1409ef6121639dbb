/** One step into a value: a member by name, an item by number, or the first member whose name an expression finds. */
type Step =
  | { kind: "member"; name: string }
  | { kind: "item"; index: number }
  | { kind: "expression"; expression: RegExp };

/** A bare name, a "quoted" one, [number], or /expression/, each with its dot. */
const STEP = /\.?(?:\[(\d{1,6})\]|"((?:[^"\\]|\\.)*)"|\/((?:[^/\\]|\\.)+)\/|([^.[\]"/]+))/y;

const compiled = new Map<string, readonly Step[]>();

/** What stands at the first of the paths that leads anywhere; own members only. */
export function readPaths(value: unknown, paths: readonly string[] | undefined): unknown {
  for (const path of paths ?? []) {
    const found = follow(value, stepsOf(path));
    if (found !== undefined && found !== null && found !== "") return found;
  }
  return undefined;
}

/** As text, where it is text or a number. */
export function readText(value: unknown, paths: readonly string[] | undefined): string | undefined {
  const found = readPaths(value, paths);
  if (typeof found === "string") return found;
  return typeof found === "number" || typeof found === "bigint" ? String(found) : undefined;
}

function follow(value: unknown, steps: readonly Step[]): unknown {
  let at = value;
  for (const step of steps) {
    if (typeof at !== "object" || at === null) return undefined;
    const name = nameIn(at, step);
    if (name === undefined || !Object.hasOwn(at, name)) return undefined;
    // The own member was just proven to be there.
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

function nameIn(at: object, step: Step): string | undefined {
  if (step.kind === "member") return step.name;
  if (step.kind === "item") return Array.isArray(at) ? String(step.index) : undefined;
  return Object.keys(at).find((name) => step.expression.test(name));
}

function stepsOf(path: string): readonly Step[] {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (match === null)
      throw new TypeError(
        `The path ${path} cannot be read; write names with dots between them, [0], "a.b" or /expression/.`,
      );
    const [, index, quoted, expression, name] = match;
    if (index !== undefined) steps.push({ kind: "item", index: Number(index) });
    else if (expression !== undefined)
      steps.push({ kind: "expression", expression: new RegExp(expression.replaceAll("\\/", "/")) });
    else steps.push({ kind: "member", name: quoted?.replace(/\\(.)/g, "$1") ?? name ?? "" });
  }
  compiled.set(path, steps);
  return steps;
}
