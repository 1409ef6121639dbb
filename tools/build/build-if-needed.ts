import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceFingerprint } from "./source-fingerprint.ts";

/** Builds the web application unless the last build was made from just these sources. */
export function buildIfNeeded(root: string): void {
  const stamp = join(root, ".next", "built-from");
  const fingerprint = sourceFingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint) return;
  console.log("Building the web application …");
  const built = spawnSync("next", ["build"], { cwd: root, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  if (built.status !== 0) {
    console.error(built.stdout);
    throw new Error("The build failed; its output is above.");
  }
  writeFileSync(stamp, fingerprint);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildIfNeeded(process.cwd());
