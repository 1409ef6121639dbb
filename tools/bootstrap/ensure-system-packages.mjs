import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Program → Debian package. */
const SERVE = {
  "redis-server": "redis-server",
  "redis-sentinel": "redis-sentinel",
  "redis-cli": "redis-tools",
};

const TEST = {
  ...SERVE,
  chromium: "chromium",
  shellcheck: "shellcheck",
  shfmt: "shfmt",
  bats: "bats",
  ansible: "ansible-core",
  postgres: "postgresql",
  jq: "jq",
  openssl: "openssl",
  promtool: "prometheus",
  "prometheus-redis-exporter": "prometheus-redis-exporter",
  negate: "monitoring-plugins-basic",
  ssh: "openssh-client",
  sshd: "openssh-server",
};

const NEEDS = { serve: SERVE, test: TEST };

/** Debian keeps PostgreSQL's server programs and Nagios' plugins out of PATH. */
const EXTRA_FOLDERS = [
  "/usr/sbin",
  "/sbin",
  "/usr/lib/nagios/plugins",
  ...["17", "16", "15", "14"].map((version) => `/usr/lib/postgresql/${version}/bin`),
];

/** Installs what is missing with apt where that is possible; else says the command to type and stops. */
export function ensureSystemPackages(what) {
  const missing = missingPackages(NEEDS[what]);
  if (missing.length === 0) return;

  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...missing];
  const prefix = process.getuid?.() === 0 ? [] : canSudo() ? ["sudo", "-n"] : undefined;
  if (prefix === undefined || !isProgram("apt-get")) stop(missing, install);

  console.log(`Installing ${missing.join(", ")} from the system's packages …`);
  run([...prefix, "apt-get", "update", "-qq"]);
  run([...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", ...install]);
  const still = missingPackages(NEEDS[what]);
  if (still.length > 0) stop(still, install);
}

function missingPackages(programs) {
  const missing = Object.entries(programs).filter(([program]) => !isProgram(program));
  return [...new Set(missing.map(([, name]) => name))];
}

function isProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...EXTRA_FOLDERS];
  return folders.some((folder) => folder !== "" && isExecutable(join(folder, name)));
}

function isExecutable(path) {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (refused) {
    if (refused.code === "EACCES") return false;
    throw refused;
  }
}

function canSudo() {
  return isProgram("sudo") && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0;
}

/** A failure is not the end yet: what counts is whether the programs are there afterwards. */
function run([program, ...args]) {
  spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}

function stop(missing, install) {
  console.error(`These system packages are missing: ${missing.join(", ")}. Type this, then start again:`);
  console.error(`  sudo apt-get update && sudo ${install.join(" ")}`);
  process.exit(69);
}
