import { resolve } from "node:path";
import { isRecord } from "./is-record.ts";
import { SecretRef } from "./secret-ref.ts";

const TLS_FILES = new Set(["ca", "cert", "key"]);
const SSH_FILES = new Set(["keyFile", "knownHostsFile"]);

/** Relative paths of a configuration count from the folder it is in. */
export function resolvePaths(config: unknown, folder: string): unknown {
  return resolveWithin(config, [], folder);
}

function resolveWithin(value: unknown, path: readonly string[], folder: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => resolveWithin(item, path, folder));
  if (isRecord(value)) {
    const inner = SecretRef.safeParse(value);
    if (inner.success) return "file" in inner.data ? { file: resolve(folder, inner.data.file) } : value;
    const entries = Object.entries(value).map(([name, field]) => [name, resolveWithin(field, [...path, name], folder)]);
    return Object.fromEntries(entries);
  }
  return typeof value === "string" && isPath(path) ? resolve(folder, value) : value;
}

function isPath(path: readonly string[]): boolean {
  const dotted = path.join(".");
  if (dotted === "console.usersFile" || dotted === "store.folder") return true;
  const [root, , group, field, inner] = path;
  if (root !== "deployments") return false;
  if (group === "configuration") return field === "folder";
  if (group === "instances") return field === "ssh" && SSH_FILES.has(inner ?? "");
  return (group === "tls" || group === "sentinelTls") && TLS_FILES.has(field ?? "");
}
