import type { Value } from "./value.ts";

export class Tuple {
  readonly items: readonly Value[];
  /** Field names, for the named tuples that groupby yields. */
  readonly fields: readonly string[];

  constructor(items: readonly Value[], fields: readonly string[] = []) {
    this.items = items;
    this.fields = fields;
  }
}
