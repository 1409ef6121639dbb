import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "./write-private-file.ts";

/** Everybody who signs in to the embedded deployment's Redis, each with a password of their own. */
export const SECRET_NAMES = [
  "redis",
  "replication",
  "sentinel-to-redis",
  "sentinel",
  "console-reader",
  "console-writer",
  "console-config",
  "console-config-writer",
  "console-failover",
  "console-restorer",
  "lifecycle",
  "sample-app",
  "sample-app-sessions",
  "console",
  "metrics",
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

const SECRET_BYTES = 32;

/** Made at the first start, kept in files that only their owner may read. */
export function embeddedSecret(folder: string, name: SecretName): string {
  const file = secretFile(folder, name);
  if (!existsSync(file)) writePrivateFile(file, randomBytes(SECRET_BYTES).toString("base64url"));
  return readFileSync(file, "utf8");
}

export function secretFile(folder: string, name: SecretName): string {
  return join(folder, "secrets", name);
}
