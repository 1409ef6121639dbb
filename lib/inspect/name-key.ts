import { showKey } from "#lib/cache/show-bytes.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate } from "#lib/config/key-template.ts";
import { guardedKeys } from "./guarded-keys.ts";
import { looksSecret } from "./looks-secret.ts";
import type { BigKey } from "./schema.ts";

const LONGEST_NAME = 200;

type KeyName = Pick<BigKey, "name" | "isMasked" | "keyspace">;

/** Names keys so that nobody can sign in with what the page shows. */
export function createKeyNamer(
  config: DeploymentConfig,
  fingerprint: (keyspace: string, key: Buffer) => string,
): (db: number, key: Buffer) => KeyName {
  const guarded = guardedKeys(config);
  const open = config.keyspaces
    .filter(({ kind }) => kind === "cache" || kind === "rate-limit")
    .map(({ db, match, label }) => ({ db, label, template: compileKeyTemplate(match) }));
  return (db, key) => {
    const owner = guarded.ownerOf(key);
    if (owner !== undefined) {
      return { name: fingerprint(owner.name, key), isMasked: true, keyspace: owner.label };
    }
    const keyspace = open.find((one) => one.db === db && one.template.matches(key) !== undefined);
    if (keyspace === undefined && (guarded.isMentioned(key) || looksSecret(key))) {
      return { name: `${fingerprint("", key)} (${key.length} bytes)`, isMasked: true, keyspace: null };
    }
    return { name: showKey(key, LONGEST_NAME), isMasked: false, keyspace: keyspace?.label ?? null };
  };
}
