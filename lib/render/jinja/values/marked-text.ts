import type { Value } from "./value.ts";

/**
 * Text with a memory. `native`: Ansible made it with a filter such as `string` and will not read it as a list or a bool.
 * `markup`: Jinja holds it for safe HTML and escapes what is joined to it.
 */
export class MarkedText {
  readonly text: string;
  readonly mark: "native" | "markup";

  constructor(text: string, mark: "native" | "markup") {
    this.text = text;
    this.mark = mark;
  }
}

export function unmarked(value: Value): Exclude<Value, MarkedText> {
  return value instanceof MarkedText ? value.text : value;
}
