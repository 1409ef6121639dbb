import type { DecodeBudget } from "./decode-budget.ts";
import { type DecodedMap, isContainer, keyText, setMember } from "./decoded-value.ts";
import { Undecodable } from "./undecodable.ts";

/** The two places where a pickle keeps what it has made so far: a stack with marks in it, and a numbered memo. */
export class PickleStack {
  #stack: unknown[] = [];
  readonly #below: unknown[][] = [];
  readonly #memo = new Map<number, unknown>();

  push(value: unknown): void {
    this.#stack.push(value);
  }

  pop(): unknown {
    if (this.#stack.length === 0) throw new Undecodable("it takes from an empty stack");
    return this.#stack.pop();
  }

  top(): unknown {
    if (this.#stack.length === 0) throw new Undecodable("it looks at an empty stack");
    return this.#stack.at(-1);
  }

  /** POP takes a mark where nothing lies above it. */
  discard(): void {
    if (this.#stack.length > 0) this.#stack.pop();
    else this.sinceMark();
  }

  mark(): void {
    this.#below.push(this.#stack);
    this.#stack = [];
  }

  /** All above the last mark, which goes too. */
  sinceMark(): unknown[] {
    const below = this.#below.pop();
    if (below === undefined) throw new Undecodable("there is no mark");
    const above = this.#stack;
    this.#stack = below;
    return above;
  }

  remember(index: number | undefined = this.#memo.size): void {
    this.#memo.set(index, this.top());
  }

  recall(index: number): void {
    if (!this.#memo.has(index)) throw new Undecodable(`there is no value ${index} to refer to`);
    this.push(this.#memo.get(index));
  }

  /** To a list; an object that is a list too gets them as its items. */
  append(items: readonly unknown[]): void {
    const list = this.top();
    if (Array.isArray(list)) for (const item of items) list.push(item);
    else if (isContainer(list)) setMember(list as DecodedMap, "items", items);
    else throw new Undecodable("it appends to what is no list");
  }

  setItems(flat: readonly unknown[], budget: DecodeBudget): void {
    const map = this.top();
    if (!isContainer(map) || Array.isArray(map)) throw new Undecodable("it sets items of what is no map");
    fillMap(map as DecodedMap, flat, budget);
  }
}

/** Key, value, key, value … */
export function fillMap(map: DecodedMap, flat: readonly unknown[], budget: DecodeBudget): DecodedMap {
  for (let nth = 0; nth + 1 < flat.length; nth += 2) {
    budget.spend();
    setMember(map, keyText(flat[nth]), flat[nth + 1]);
  }
  return map;
}
