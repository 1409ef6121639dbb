import type { Unit } from "./byte-pattern.ts";
import { parseKeyTemplate } from "./key-template.ts";

/** A pattern as a machine: state n may take one of its bytes and go on to n+1, or stay, or be skipped. */
interface Step {
  readonly allowed: Uint8Array;
  readonly mayRepeat: boolean;
  readonly maySkip: boolean;
}

const MOST_STATES = 20_000;

/** A key that both templates match and none of the others does; "unknown" when that is too much to work out. */
export function findSharedKey(
  left: string,
  right: string,
  excluded: readonly string[],
): Buffer | "unknown" | undefined {
  const machines = [left, right, ...excluded].map((template) => toSteps(template));
  const alphabet = representativeBytes(machines);
  const start = machines.map((steps) => close(steps, [0]));
  const seen = new Set([keyOf(start)]);
  const queue: { states: number[][]; bytes: number[] }[] = [{ states: start, bytes: [] }];
  for (const { states, bytes } of queue) {
    if (isShared(machines, states)) return Buffer.from(bytes);
    if (seen.size > MOST_STATES) return "unknown";
    for (const byte of alphabet) {
      const next = states.map((active, index) => advance(machines[index] ?? [], active, byte));
      if (next[0]?.length === 0 || next[1]?.length === 0) continue;
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ states: next, bytes: [...bytes, byte] });
    }
  }
  return undefined;
}

function toSteps(template: string): Step[] {
  const units = parseKeyTemplate(template).flatMap((piece) => piece.units);
  return units.flatMap(stepsOf);
}

function stepsOf({ allowed, min, max }: Unit): Step[] {
  const steps: Step[] = Array.from({ length: min }, () => ({ allowed, mayRepeat: false, maySkip: false }));
  if (max === Number.POSITIVE_INFINITY) steps.push({ allowed, mayRepeat: true, maySkip: true });
  else for (let more = min; more < max; more += 1) steps.push({ allowed, mayRepeat: false, maySkip: true });
  return steps;
}

function isShared(machines: readonly Step[][], states: readonly number[][]): boolean {
  const ends = states.map((active, index) => active.includes(machines[index]?.length ?? 0));
  return ends[0] === true && ends[1] === true && !ends.slice(2).includes(true);
}

function close(steps: readonly Step[], states: readonly number[]): number[] {
  const reached = new Set(states);
  for (const state of reached) if (steps[state]?.maySkip) reached.add(state + 1);
  return [...reached].sort((left, right) => left - right);
}

function advance(steps: readonly Step[], active: readonly number[], byte: number): number[] {
  const next = active.flatMap((state) => {
    const step = steps[state];
    if (step?.allowed[byte] !== 1) return [];
    return step.mayRepeat ? [state, state + 1] : [state + 1];
  });
  return close(steps, next);
}

/** One byte of each kind that the patterns tell apart, letters and digits before others. */
function representativeBytes(machines: readonly Step[][]): number[] {
  const sets = [...new Set(machines.flatMap((steps) => steps.map(({ allowed }) => allowed)))];
  const preferred = [...Buffer.from("abcxyz0123456789ABC-_.:/")];
  const everyByte = Array.from({ length: 256 }, (_, byte) => byte);
  const byKind = new Map<string, number>();
  for (const byte of [...preferred, ...everyByte]) {
    const kind = sets.map((set) => set[byte]).join("");
    if (kind.includes("1") && !byKind.has(kind)) byKind.set(kind, byte);
  }
  return [...byKind.values()];
}

function keyOf(states: readonly number[][]): string {
  return states.map((active) => active.join(",")).join("|");
}
