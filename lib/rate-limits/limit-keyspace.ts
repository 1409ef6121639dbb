import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate, type KeyTemplate } from "#lib/config/key-template.ts";
import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { plainText } from "#lib/plain-text.ts";

const LONGEST_SUBJECT = 200;

/** A configured limiter, ready to be read and reset. */
export interface CompiledLimiter {
  readonly config: RateLimitKeyspace;
  readonly template: KeyTemplate;
  owns(key: Buffer): boolean;
  subjectOf(key: Buffer): string;
  /** The key and those that must go with it. */
  keysOf(key: Buffer): Buffer[];
}

export function limiters(deployment: Pick<DeploymentConfig, "keyspaces">): CompiledLimiter[] {
  return deployment.keyspaces.filter((keyspace) => keyspace.kind === "rate-limit").map(compileLimiter);
}

export function limiterNamed(deployment: DeploymentConfig, name: string): CompiledLimiter {
  const found = limiters(deployment).find(({ config }) => config.name === name);
  if (found !== undefined) return found;
  throw new DomainError("NOT_FOUND", `The deployment has no rate-limit keyspace ${name}.`, {
    advice: "The configuration names them; search again.",
  });
}

function compileLimiter(config: RateLimitKeyspace): CompiledLimiter {
  const template = compileKeyTemplate(config.match);
  const excluded = config.exclude.map(compileKeyTemplate);
  const companions = config.companions.map(compileKeyTemplate);
  return {
    config,
    template,
    owns: (key) => template.matches(key) !== undefined && !excluded.some((other) => other.matches(key) !== undefined),
    subjectOf: (key) =>
      Object.values(template.matches(key) ?? {})
        .map((part) => plainText(part.toString("utf8"), LONGEST_SUBJECT))
        .join(" · "),
    keysOf(key) {
      const parts = template.matches(key) ?? {};
      const complete = companions.filter(({ names }) => names.every((name) => Object.hasOwn(parts, name)));
      return [key, ...complete.map((companion) => companion.build(parts))];
    },
  };
}
