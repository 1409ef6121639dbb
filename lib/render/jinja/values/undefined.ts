import { UndefinedFailure } from "#lib/render/jinja/render-error.ts";

export class Undefined {
  readonly message: string;
  readonly variable: string | undefined;
  /** Ansible's own kind fails on every use; the one of an inline `if` without `else` prints as nothing. */
  readonly strict: boolean;

  constructor(message: string, options: { variable?: string; strict?: boolean } = {}) {
    this.message = message;
    this.variable = options.variable;
    this.strict = options.strict ?? true;
  }

  fail(): never {
    throw new UndefinedFailure(this.message);
  }
}

export function undefinedName(name: string): Undefined {
  return new Undefined(`${name} is undefined.`, { variable: name });
}
