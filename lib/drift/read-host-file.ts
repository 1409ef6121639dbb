import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";

const LARGEST_BYTES = 1024 * 1024;

export type HostFile = { readonly text: string } | { readonly reason: string };

/** The configuration file of a process of this very host: a plain file, not a link, and not a large one. */
export function readHostFile(path: string): HostFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    if (thrown.code === "ENOENT") return { reason: "The file is not there." };
    if (thrown.code === "ELOOP") return { reason: "The file is a link, which is not followed." };
    return { reason: `The console may not read the file (${String(thrown.code)}).` };
  }
  try {
    const about = fstatSync(descriptor);
    if (!about.isFile()) return { reason: "It is no plain file." };
    if (about.size > LARGEST_BYTES) return { reason: "The file is too large to be a configuration." };
    return { text: readFileSync(descriptor, "utf8") };
  } finally {
    closeSync(descriptor);
  }
}

export function isThisHost(host: string): boolean {
  if (host === "localhost" || host === "::1" || host === "[::1]" || host.startsWith("127.")) return true;
  if (host === hostname()) return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === host));
}

/** Folders of this host that are not there. */
export function missingFolders(folders: readonly string[]): ReadonlySet<string> {
  return new Set(folders.filter((folder) => folder.startsWith("/") && !existsSync(folder)));
}
