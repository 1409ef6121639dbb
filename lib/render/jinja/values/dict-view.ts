import type { Dict } from "./dict.ts";
import { Tuple } from "./tuple.ts";
import type { Value } from "./value.ts";

/** What `keys()`, `values()` and `items()` answer: it follows the dict. */
export class DictView {
  readonly dict: Dict;
  readonly part: "keys" | "values" | "items";

  constructor(dict: Dict, part: "keys" | "values" | "items") {
    this.dict = dict;
    this.part = part;
  }

  items(): Value[] {
    if (this.part === "keys") return [...this.dict.keys()];
    if (this.part === "values") return [...this.dict.values()];
    return [...this.dict.entries()].map((entry) => new Tuple(entry));
  }
}
