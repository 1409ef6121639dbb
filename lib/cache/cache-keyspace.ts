import type { CacheKeyspace } from "#lib/config/cache-keyspace-schema.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate } from "#lib/config/key-template.ts";
import { DomainError } from "#lib/errors.ts";

/** A configured cache, ready to be looked at and flushed. */
export interface CompiledCache {
  readonly config: CacheKeyspace;
  /** Whether a key is one of this cache; what any other keyspace of the database claims is not. */
  owns(key: Buffer): boolean;
  /** Whose key it is when it is not this cache's: the label of a keyspace, or that nobody has declared it. */
  ownerOf(key: Buffer): string;
}

export const UNDECLARED = "keys that no keyspace declares";

export function caches({ keyspaces }: Pick<DeploymentConfig, "keyspaces">): CompiledCache[] {
  return keyspaces.filter((keyspace) => keyspace.kind === "cache").map((config) => compileCache(config, keyspaces));
}

export function cacheNamed(deployment: DeploymentConfig, name: string): CompiledCache {
  const found = caches(deployment).find(({ config }) => config.name === name);
  if (found !== undefined) return found;
  throw new DomainError("NOT_FOUND", `The deployment has no cache keyspace ${name}.`, {
    advice: "Only keyspaces of the kind cache can be looked at and flushed; the configuration names them.",
  });
}

function compileCache(config: CacheKeyspace, all: DeploymentConfig["keyspaces"]): CompiledCache {
  const template = compileKeyTemplate(config.match);
  const excluded = config.exclude.map(compileKeyTemplate);
  const others = all
    .filter((other) => other.name !== config.name && other.db === config.db && other.kind !== "channel")
    .map((other) => ({
      label: other.label,
      template: compileKeyTemplate(other.match),
      excluded: other.exclude.map(compileKeyTemplate),
    }));
  const claimant = (key: Buffer) =>
    others.find(
      (other) => other.template.matches(key) !== undefined && !other.excluded.some((one) => one.matches(key)),
    );
  return {
    config,
    owns: (key) =>
      template.matches(key) !== undefined &&
      !excluded.some((other) => other.matches(key) !== undefined) &&
      claimant(key) === undefined,
    ownerOf: (key) => claimant(key)?.label ?? UNDECLARED,
  };
}
