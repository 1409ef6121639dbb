import { loadConfig } from "#lib/config/load-config.ts";
import { environment } from "#lib/env.ts";
import { deploymentFacts } from "#lib/environments/deployment-facts.ts";
import { DomainError } from "#lib/errors.ts";
import { findProblems } from "#lib/findings/find-problems.ts";
import type { DeploymentFacts } from "#lib/findings/rule.ts";
import type { Finding } from "#lib/findings/schema.ts";
import type { RenderArguments } from "./read-arguments.ts";
import type { RenderedFile } from "./render-file.ts";

/** Nothing is known but the file itself. */
const NO_FACTS: DeploymentFacts = {
  usesSentinel: false,
  holdsSessions: false,
  holdsRateLimits: false,
  holdsCache: false,
  sentinels: undefined,
  replicas: undefined,
};

/** Writes one finding a line, as compilers do; 1 when one of them is an error, or a warning and the check is strict. */
export function checkFile({ text, name }: RenderedFile, asked: RenderArguments): number {
  if (name === undefined)
    throw new DomainError(
      "INVALID_INPUT",
      "--check knows redis.conf and sentinel.conf: the template's name holds neither.",
    );
  const facts = asked.deployment === undefined ? NO_FACTS : factsOf(asked.deployment);
  const findings = findProblems({ template: name, text, facts, placeholders: new Set() });
  for (const finding of findings) process.stdout.write(`${lineFor(name, finding)}\n`);
  const isWrong = ({ severity }: Finding) => severity === "error" || (asked.isStrict && severity === "warning");
  return findings.some(isWrong) ? 1 : 0;
}

function factsOf(name: string): DeploymentFacts {
  const { deployments } = loadConfig(environment().CONSOLE_CONFIG, { isUsersFileNeeded: false });
  const config = Object.hasOwn(deployments, name) ? deployments[name] : undefined;
  if (config !== undefined) return deploymentFacts(config);
  const known = Object.keys(deployments).join(", ");
  throw new DomainError("NOT_FOUND", `There is no deployment ${name}; there is: ${known}.`, { where: "--deployment" });
}

function lineFor(name: string, { lines, severity, rule, message, why, fix }: Finding): string {
  const place = lines.length === 0 ? "" : `:${lines.join(",")}`;
  return `${name}.conf${place}: ${severity}: ${message} ${why} ${fix} [${rule}]`;
}
