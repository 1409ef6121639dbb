import { Refusal } from "#lib/render/jinja/render-error.ts";

export interface RenderLimits {
  readonly steps: number;
  readonly characters: number;
  readonly depth: number;
  readonly milliseconds: number;
}

/** A real configuration needs a few thousand steps; these stop a runaway template within a fraction of a second. */
export const DEFAULT_LIMITS: RenderLimits = { steps: 400_000, characters: 4_000_000, depth: 60, milliseconds: 2_000 };

const STEPS_BETWEEN_CLOCKS = 16;
/** All values that a render makes, in sizes of the largest one allowed. */
const LARGEST_VALUES = 20;

let active: Budget | undefined;

/** One step of the render that is going on. Rendering is synchronous, so there is only one. */
export function spend(): void {
  active?.step();
}

/** Counts what one render spends and refuses when it is too much. */
export class Budget {
  readonly #limits: RenderLimits;
  readonly #deadline: number;
  #steps = 0;
  #characters = 0;
  #made = 0;
  #depth = 0;

  constructor(limits: RenderLimits) {
    this.#limits = limits;
    this.#deadline = performance.now() + limits.milliseconds;
  }

  run<T>(render: () => T): T {
    const outer = active;
    active = this;
    try {
      return render();
    } finally {
      active = outer;
    }
  }

  step(): void {
    this.#steps += 1;
    if (this.#steps > this.#limits.steps) throw new Refusal("The template takes too many steps.");
    if (this.#steps % STEPS_BETWEEN_CLOCKS === 0 && performance.now() > this.#deadline) {
      throw new Refusal("The template takes too long.");
    }
  }

  write(characters: number): void {
    this.#characters += characters;
    if (this.#characters > this.#limits.characters) throw new Refusal("The template writes too much.");
  }

  /** Asked before text or a list of this size is made. */
  allow(size: number | bigint): void {
    if (size > this.#limits.characters) throw new Refusal("The template makes a value that is too large.");
    this.#made += Number(size);
    if (this.#made > this.#limits.characters * LARGEST_VALUES)
      throw new Refusal("The template makes too many large values.");
  }

  nest<T>(run: () => T): T {
    this.#depth += 1;
    if (this.#depth > this.#limits.depth) throw new Refusal("The template nests too deeply.");
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }
}
