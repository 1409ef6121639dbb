// Runs on whatever Node ≥ 20 the machine has, before anything is installed: no dependencies, no TypeScript.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensurePackages } from "./ensure-packages.mjs";
import { ensureSystemPackages } from "./ensure-system-packages.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** What each command needs from the system's packages, and the file that does the work once all is there. */
const COMMANDS = {
  start: { needs: "serve", entry: "tools/start/main.ts" },
  dev: { needs: "serve", entry: "tools/start/main.ts", args: ["--dev"] },
  test: { needs: "test", entry: "tools/test/run-all.ts" },
  bench: { needs: "serve", entry: "tools/bench/run-all.ts" },
};

const [name = "", ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error(`There is no command "${name}". Commands: ${Object.keys(COMMANDS).join(", ")}.`);
  process.exit(64);
}

ensurePackages(root);
ensureSystemPackages(command.needs);

const child = spawn(`${root}/node_modules/.bin/node`, [command.entry, ...(command.args ?? []), ...rest], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" },
});
// Ends after what it started has: whoever waits for this command may then be sure that nothing is left.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.once("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once("exit", (status) => process.exit(status ?? 1));
