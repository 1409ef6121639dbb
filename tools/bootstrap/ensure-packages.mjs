import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Installs the packages of the lock file unless just these are installed already. */
export function ensurePackages(root) {
  const stamp = join(root, "node_modules", ".installed-from");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const isInstalled =
    existsSync(join(root, "node_modules/.bin/node")) && existsSync(stamp) && readFileSync(stamp, "utf8") === lock;
  if (isInstalled) return;

  console.log("Installing npm packages from package-lock.json …");
  const installed = spawnSync("npm", ["ci", "--loglevel=error"], { cwd: root, stdio: "inherit" });
  if (installed.status !== 0) {
    console.error("npm could not install the packages. Type this to see why:\n  npm ci");
    process.exit(69);
  }
  if (!existsSync(join(root, "node_modules/.bin/node"))) {
    console.error(
      `Node 24 is installed as a package for Linux on x64 and arm64; this machine is ${process.platform} on ${process.arch}. ` +
        "Install Node 24 yourself and link it as node_modules/.bin/node.",
    );
    process.exit(69);
  }
  writeFileSync(stamp, lock);
}
