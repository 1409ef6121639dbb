/** EX_CONFIG of sysexits.h: what a process ends with when its configuration is wrong. */
export const CONFIG_EXIT_STATUS = 78;

export interface ConfigProblem {
  readonly file: string;
  readonly line?: number;
  /** Dotted, as people would say it: deployments.staging.keyspaces[0].match */
  readonly field: string;
  /** What is so. Never a value: one might be a secret. */
  readonly wrong: string;
  readonly right: string;
}

/** `file:line: field: what is wrong; what would be right` */
export function formatConfigProblem({ file, line, field, wrong, right }: ConfigProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return [place, ...(field === "" ? [] : [field]), `${wrong}; ${right}`].join(": ");
}

/** Everything that is wrong at once; the message has one line for each. */
export class ConfigError extends Error {
  // A literal: bundled code loses class names.
  override readonly name = "ConfigError";
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(formatConfigProblem).join("\n"));
    this.problems = problems;
  }
}
