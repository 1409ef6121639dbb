interface Place {
  line?: number | undefined;
}

/** Ansible fails on this template too. The message names things, never their values: those may be secrets. */
export class TemplateFailure extends Error {
  override readonly name: string = "TemplateFailure";
  line: number | undefined;

  constructor(message: string, place: Place = {}) {
    super(message);
    this.line = place.line;
  }
}

/** Something undefined was used. Inside a variable's own text it makes that variable undefined instead of ending the render. */
export class UndefinedFailure extends TemplateFailure {
  override readonly name = "UndefinedFailure";
}

/** An include or import names a file that is not there; `ignore missing` forgives only this. */
export class MissingFile extends TemplateFailure {
  override readonly name = "MissingFile";
}

/** What Ansible would write is not known here for certain, or would take too much; so nothing is written. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  line: number | undefined;

  constructor(message: string, place: Place = {}) {
    super(message);
    this.line = place.line;
  }
}

export function isRenderError(thrown: unknown): thrown is TemplateFailure | Refusal {
  return thrown instanceof TemplateFailure || thrown instanceof Refusal;
}
