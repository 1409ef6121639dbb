import { Undecodable } from "./undecodable.ts";

const MOST_PARTS = 200_000;
/** On a machine that is busy with other things; the number of parts ends it long before on any other. */
const MOST_MS = 2_000;
/** No session is nested like that; a stack that is less deep than this never overflows. */
const DEEPEST = 100;
/** Looking at the clock costs more than a part does. */
const PARTS_A_LOOK = 1024;

/** What reading one value may cost, whatever its bytes say. */
export class DecodeBudget {
  #parts = 0;
  #depth = 0;
  #nextLook = PARTS_A_LOOK;
  readonly #until = performance.now() + MOST_MS;

  /** One part of the value more, or as many as are copied at once. */
  spend(parts = 1): void {
    this.#parts += parts;
    if (this.#parts > MOST_PARTS) throw new Undecodable(`it has more than ${MOST_PARTS} parts`);
    if (this.#parts < this.#nextLook) return;
    this.#nextLook = this.#parts + PARTS_A_LOOK;
    if (performance.now() > this.#until) throw new Undecodable(`it takes longer than ${MOST_MS} ms to read`);
  }

  /** A part that has parts itself. */
  nest<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Undecodable(`it is nested more than ${DEEPEST} deep`);
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }
}
