// npm run bench: figures, side by side, in one run. Ratios are to be trusted, absolute times are not.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const BENCHES = [
  "topology-snapshot",
  "topology-scale",
  "session-search",
  "session-codecs",
  "first-page",
  "flush",
  "scan-memory",
  "pubsub-tail",
  "render",
  "failover",
] as const;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { full: { type: "boolean" } } });
const wanted = BENCHES.filter((name) => positionals.length === 0 || positionals.includes(name));

let failed = 0;
for (const name of wanted) {
  console.log(`\n## ${name}`);
  const args = [`tools/bench/${name}.ts`, ...(values.full ? ["--full"] : [])];
  const ran = spawnSync("node", args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (ran.status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
