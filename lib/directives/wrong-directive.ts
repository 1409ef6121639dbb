import { nearestName } from "#lib/config/nearest-name.ts";
import { DIRECTIVES, findDirective } from "./directive-table.ts";
import { normaliseValue } from "./normalise-value.ts";
import type { ConfigLine } from "./parse-config-file.ts";

/** Read by hand in the server, so not in its table: name and how many arguments at least. */
const OTHERS: Readonly<Record<string, number>> = {
  include: 1,
  "rename-command": 2,
  user: 1,
  loadmodule: 1,
  sentinel: 1,
};
/** Newer than 7.0, or gone before it. */
const OTHER_VERSIONS: Readonly<Record<string, string>> = {
  "max-new-connections-per-cycle": "7.4",
  "max-new-tls-connections-per-cycle": "7.4",
  "hide-user-data-from-log": "7.4",
  "lazyexpire-nested-arbitrary-keys": "7.4",
  "replica-full-sync-buffer-limit": "8.0",
  "locale-collate": "7.2",
  "set-max-listpack-entries": "7.2",
  "set-max-listpack-value": "7.2",
  "cluster-announce-human-nodename": "7.2",
};

/** What redis-server 7.0 would refuse about a line; undefined where it accepts it. Values are never repeated: they may be secrets. */
export function wrongDirective({ name, args, isBroken }: ConfigLine): { message: string; fix: string } | undefined {
  if (isBroken)
    return { message: "The quotes of the line do not balance.", fix: "Write the value with the q() macro." };
  const directive = findDirective(name);
  if (directive === undefined) return wrongOther(name, args);
  const normalised = normaliseValue(directive, args);
  if ("value" in normalised) return undefined;
  const { problem, right } = normalised;
  if (problem === "arity") {
    const fix = directive.takesSeveral ? `Give it ${right}.` : "Quote the value, or remove what is too much.";
    return { message: `${name} takes ${right}.`, fix };
  }
  if (problem === "bool" && /^(true|false|1|0|on|off)$/i.test(args[0] ?? ""))
    return {
      message: `${name} must be yes or no, and is ${args[0]}.`,
      fix: "YAML turned the word into a boolean: write it with the yn() macro.",
    };
  if (problem === "range") return { message: `The value of ${name} is out of range.`, fix: `Give it ${right}.` };
  return { message: `The value of ${name} does not fit.`, fix: `Give it ${right}.` };
}

function wrongOther(name: string, args: readonly string[]): { message: string; fix: string } | undefined {
  const least = Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined;
  if (least !== undefined)
    return args.length >= least
      ? undefined
      : { message: `${name} takes more than that.`, fix: `Give it ${least} or more.` };
  const version = Object.hasOwn(OTHER_VERSIONS, name) ? OTHER_VERSIONS[name] : undefined;
  if (version !== undefined)
    return { message: `${name} came with Redis ${version}.`, fix: "Remove it, or update the instances first." };
  const near = nearestName(
    name,
    DIRECTIVES.map((directive) => directive.name),
  );
  const shown = /^[a-z0-9_-]{1,60}$/.test(name) ? name : "that name";
  return {
    message: `redis-server knows no directive ${shown}.`,
    fix: near === undefined ? "Remove the line." : `Did you mean ${near}?`,
  };
}
