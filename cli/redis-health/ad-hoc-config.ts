import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { SecretRef } from "#lib/config/secret-ref.ts";
import { joinAddress } from "#lib/redis/address.ts";
import type { ReadSecret } from "#lib/redis/client-options.ts";
import { CHECK_TYPES, type CheckType } from "./check-types.ts";
import { flagProblem } from "./flag-problem.ts";
import type { FlagName } from "./flags.ts";
import type { GivenFlags } from "./parse-flags.ts";
import { COUNT, PORT, readNumber } from "./read-number.ts";
import { REDIS_PASSWORD, readPassword, SENTINEL_PASSWORD } from "./read-password.ts";
import { readTls } from "./read-tls.ts";

/** The secrets stay in memory; the configuration names them as it would name variables. */
const REDIS_REF: SecretRef = { env: "REDIS" };
const SENTINEL_REF: SecretRef = { env: "SENTINEL" };

interface AdHoc {
  config: DeploymentConfig;
  readSecret: ReadSecret;
  hasLogin: boolean;
}

/** A deployment as the flags describe it. */
export function adHocConfig(flags: GivenFlags, checkType: CheckType): AdHoc {
  const redis = readLogin(flags, "user", readPassword(flags, REDIS_PASSWORD), REDIS_REF);
  const isSentinel = CHECK_TYPES[checkType].some((section) => section.startsWith("sentinel_"));
  const { tls, sentinelTls } = readTls(flags);
  const sentinelPassword = isSentinel ? readPassword(flags, SENTINEL_PASSWORD) : undefined;
  const kind = isSentinel
    ? {
        ...sentinelPart(flags),
        sentinelUser: readLogin(flags, "sentinel-user", sentinelPassword, SENTINEL_REF),
        sentinelTls,
      }
    : { kind: "standalone", address: addressOf(flags, "host", "localhost", "port", 6379) };
  const config = DeploymentConfig.parse({
    label: "redis-health",
    environment: { name: "redis-health", colour: "grey", production: false },
    ...kind,
    users: { reader: redis ?? {} },
    tls,
    // One instance alone is asked: what it names is not.
    allowedAddresses: checkType === "instance" ? [] : flags.get("allowed-address"),
    expectedReplicas: readNumber(flags, "expected-replicas", COUNT),
  });
  return {
    config,
    hasLogin: redis !== undefined,
    readSecret: (ref) =>
      ("env" in ref && ref.env === "SENTINEL" ? sentinelPassword : readPassword(flags, REDIS_PASSWORD)) ?? "",
  };
}

function readLogin(flags: GivenFlags, userFlag: FlagName, password: string | undefined, ref: SecretRef) {
  const username = flags.get(userFlag)?.[0];
  if (username === undefined && password === undefined) return undefined;
  return { ...(username === undefined ? {} : { username }), ...(password === undefined ? {} : { password: ref }) };
}

function sentinelPart(flags: GivenFlags) {
  for (const [name, value] of [
    ["sentinel-host", "HOST"],
    ["sentinel-master-name", "NAME"],
  ] as const) {
    if (!flags.has(name)) throw flagProblem(`--${name}`, "is missing for a Sentinel check", `write --${name} ${value}`);
  }
  const masterName = flags.get("sentinel-master-name")?.[0] ?? "";
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(masterName)) {
    throw flagProblem(
      "--sentinel-master-name",
      "is no master name",
      "give letters, digits, dots, dashes and underscores",
    );
  }
  return {
    kind: "sentinel",
    masterName,
    sentinels: [addressOf(flags, "sentinel-host", "", "sentinel-port", 26_379)],
    expectedSentinels: readNumber(flags, "expected-sentinels", { ...COUNT, least: 1 }),
  };
}

function addressOf(flags: GivenFlags, hostFlag: FlagName, usualHost: string, portFlag: FlagName, usualPort: number) {
  const host = (flags.get(hostFlag)?.[0] ?? usualHost).replace(/^\[(.*)\]$/, "$1");
  const address = joinAddress(host, readNumber(flags, portFlag, PORT) ?? usualPort);
  if (address !== undefined) return address;
  throw flagProblem(`--${hostFlag}`, "is no host name and no address", `write the port as --${portFlag} PORT`);
}
