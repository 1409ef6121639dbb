import { hashKey } from "./hash-key.ts";
import type { Value } from "./value.ts";

/** Python's dict: insertion order, any hashable key, and 1, 1.0 and True are one key. Names such as __proto__ are plain data. */
export class Dict {
  readonly #entries = new Map<string, [Value, Value]>();

  static from(entries: Iterable<readonly [Value, Value]>): Dict {
    const dict = new Dict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(hashKey(key))?.[1];
  }

  has(key: Value): boolean {
    return this.#entries.has(hashKey(key));
  }

  /** As in Python, setting an equal key keeps the key that was there first. */
  set(key: Value, value: Value): void {
    const hash = hashKey(key);
    const entry = this.#entries.get(hash);
    if (entry === undefined) this.#entries.set(hash, [key, value]);
    else entry[1] = value;
  }

  delete(key: Value): boolean {
    return this.#entries.delete(hashKey(key));
  }

  clear(): void {
    this.#entries.clear();
  }

  copy(): Dict {
    return Dict.from(this.entries());
  }

  *keys(): Generator<Value> {
    for (const [key] of this.#entries.values()) yield key;
  }

  *values(): Generator<Value> {
    for (const [, value] of this.#entries.values()) yield value;
  }

  entries(): Iterable<[Value, Value]> {
    return this.#entries.values();
  }
}
