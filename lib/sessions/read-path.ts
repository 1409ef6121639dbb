import { type PathStep, parseValuePath } from "#lib/config/value-path.ts";
import { tryCodec } from "#lib/sessions/codecs/decode-session.ts";
import { bytesAsText, isContainer } from "#lib/sessions/codecs/decoded-value.ts";

/** No application names a member like that; expressions are not tried on longer names. */
const LONGEST_NAME = 256;

const parsed = new Map<string, readonly PathStep[]>();

/** What stands at the first of the paths that leads anywhere; own members only. */
export function readPaths(value: unknown, paths: readonly string[] | undefined): unknown {
  for (const path of paths ?? []) {
    const found = follow(value, stepsOf(path));
    if (found !== undefined && found !== null && found !== "") return found;
  }
  return undefined;
}

/** As text, where it is text, bytes or a number. */
export function readText(value: unknown, paths: readonly string[] | undefined): string | undefined {
  const found = readPaths(value, paths);
  if (typeof found === "string") return found;
  if (found instanceof Uint8Array) return bytesAsText(found);
  return typeof found === "number" || typeof found === "bigint" ? String(found) : undefined;
}

function follow(value: unknown, steps: readonly PathStep[]): unknown {
  let at = value;
  for (const step of steps) {
    if (step.kind === "php") {
      at = readInner(at);
      continue;
    }
    if (!isContainer(at)) return undefined;
    const name = nameIn(at, step);
    if (name === undefined || !Object.hasOwn(at, name)) return undefined;
    // The own member was just proven to be there.
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** PHP's applications serialize some members by themselves, so they are texts within the session. */
function readInner(at: unknown): unknown {
  if (typeof at !== "string" && !(at instanceof Uint8Array)) return undefined;
  const read = tryCodec("php", Buffer.from(at));
  return "why" in read ? undefined : read.value;
}

function nameIn(at: object, step: Exclude<PathStep, { kind: "php" }>): string | undefined {
  if (step.kind === "member") return step.name;
  // Where other languages number the members of a map, so does a path.
  if (step.kind === "item") return String(step.index);
  return Object.keys(at).find((name) => name.length <= LONGEST_NAME && step.expression.test(name));
}

function stepsOf(path: string): readonly PathStep[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const steps = parseValuePath(path);
  parsed.set(path, steps);
  return steps;
}
