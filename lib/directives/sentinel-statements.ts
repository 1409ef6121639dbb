import { nearestName } from "#lib/config/nearest-name.ts";

/** How many arguments follow each statement; from sentinelHandleConfiguration of 7.0.15. */
const STATEMENTS: Readonly<Record<string, number>> = {
  monitor: 4,
  "down-after-milliseconds": 2,
  "failover-timeout": 2,
  "parallel-syncs": 2,
  "notification-script": 2,
  "client-reconfig-script": 2,
  "auth-pass": 2,
  "auth-user": 2,
  "current-epoch": 1,
  myid: 1,
  "config-epoch": 2,
  "leader-epoch": 2,
  "known-replica": 3,
  "known-slave": 3,
  "known-sentinel": 4,
  "rename-command": 3,
  "announce-ip": 1,
  "announce-port": 1,
  "deny-scripts-reconfig": 1,
  "sentinel-user": 1,
  "sentinel-pass": 1,
  "resolve-hostnames": 1,
  "announce-hostnames": 1,
  "master-reboot-down-after-period": 2,
};
const POSITIVE = new Set(["down-after-milliseconds", "failover-timeout"]);

interface Wrong {
  readonly message: string;
  readonly fix: string;
}

/** What Sentinel would refuse about `sentinel <args>`; undefined where it accepts them. */
export function wrongSentinelStatement([statement = "", ...args]: readonly string[]): Wrong | undefined {
  const name = statement.toLowerCase();
  const wanted = STATEMENTS[name];
  if (wanted === undefined || !Object.hasOwn(STATEMENTS, name)) {
    const near = nearestName(name, Object.keys(STATEMENTS));
    return {
      message: `Sentinel knows no statement ${name}.`,
      fix: near === undefined ? "Remove the line." : `Did you mean ${near}?`,
    };
  }
  // Some Sentinels keep an empty run id as a missing last word.
  const isShort = name === "known-sentinel" && args.length === 3;
  if (args.length !== wanted && !isShort) {
    const fix = name === "sentinel-user" ? "Use requirepass for the default user." : `Give it ${wanted}.`;
    return {
      message: `sentinel ${name} takes ${wanted} ${wanted === 1 ? "argument" : "arguments"}, not ${args.length}.`,
      fix,
    };
  }
  if (name === "monitor") return wrongMonitor(args);
  if (POSITIVE.has(name) && !(Number(args[1]) > 0))
    return { message: `sentinel ${name} needs milliseconds above 0.`, fix: "Give a positive number." };
  return undefined;
}

function wrongMonitor([, , port = "", quorum = ""]: readonly string[]): Wrong | undefined {
  if (!/^\d+$/.test(port) || Number(port) > 65_535)
    return { message: "The master's port is no port.", fix: "Set SENTINEL_MASTER_PORT to 1 to 65535." };
  return Number(quorum) >= 1 ? undefined : { message: "The quorum must be 1 or more.", fix: "Set SENTINEL_QUORUM." };
}
