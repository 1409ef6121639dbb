import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate, type KeyTemplate } from "#lib/config/key-template.ts";
import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { DomainError } from "#lib/errors.ts";

/** A configured class of sessions, ready to be searched. */
export interface CompiledKeyspace {
  readonly config: SessionKeyspace;
  readonly template: KeyTemplate;
  /** Whether a key is one of these sessions; what other keyspaces claim is not. */
  owns(key: Buffer): boolean;
  /** The part of the key that is the session's id. */
  idOf(key: Buffer): Buffer;
}

export function sessionKeyspaces(deployment: DeploymentConfig): CompiledKeyspace[] {
  return deployment.keyspaces.filter((keyspace) => keyspace.kind === "session").map(compileKeyspace);
}

export function sessionKeyspace(deployment: DeploymentConfig, name: string): CompiledKeyspace {
  const found = sessionKeyspaces(deployment).find(({ config }) => config.name === name);
  if (found !== undefined) return found;
  throw new DomainError("NOT_FOUND", `The deployment has no session keyspace ${name} (any more).`, {
    advice: "The configuration has changed; search again.",
  });
}

function compileKeyspace(config: SessionKeyspace): CompiledKeyspace {
  const template = compileKeyTemplate(config.match);
  const excluded = config.exclude.map(compileKeyTemplate);
  return {
    config,
    template,
    owns: (key) => template.matches(key) !== undefined && !excluded.some((other) => other.matches(key) !== undefined),
    idOf(key) {
      const parts = template.matches(key) ?? {};
      return parts.id ?? Object.values(parts)[0] ?? key;
    },
  };
}
