import { parseArgs } from "node:util";
import { DomainError } from "#lib/errors.ts";

export interface RenderArguments {
  readonly template: string;
  readonly vars: readonly string[];
  /** Variables to take from the environment. */
  readonly env: readonly string[];
  readonly isCheck: boolean;
  readonly isStrict: boolean;
  readonly deployment: string | undefined;
  readonly diff: string | undefined;
}

/** undefined when help is asked for. */
export function readArguments(argv: readonly string[]): RenderArguments | undefined {
  const { values, positionals } = parsed(argv);
  if (values.help) return undefined;
  if (positionals.length > 0) throw usage(`"${positionals[0]}" stands alone: every file is given with an option.`);
  if (values.template === undefined) throw usage("--template is missing: redis, sentinel, or the path of a file.");
  if (values.check && values.diff !== undefined) throw usage("Give --check or --diff, not both.");
  if (!values.check && (values.strict || values.deployment !== undefined))
    throw usage("--strict and --deployment go with --check.");
  return {
    template: values.template,
    vars: values.vars,
    env: values.env,
    isCheck: values.check,
    isStrict: values.strict,
    deployment: values.deployment,
    diff: values.diff,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        template: { type: "string" },
        vars: { type: "string", multiple: true, default: [] },
        env: { type: "string", multiple: true, default: [] },
        check: { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        deployment: { type: "string" },
        diff: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (thrown) {
    if (thrown instanceof TypeError) throw usage(thrown.message);
    throw thrown;
  }
}

function usage(message: string): DomainError {
  return new DomainError("INVALID_INPUT", `${message}\nSee --help.`);
}
