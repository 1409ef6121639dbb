import { accessSync, constants } from "node:fs";
import { flagProblem } from "./flag-problem.ts";
import type { FlagName } from "./flags.ts";
import type { GivenFlags } from "./parse-flags.ts";

const FILES = { cacert: "ca", cert: "cert", key: "key" } as const;

/** One set of files for whichever of the two speaks TLS. */
export function readTls(flags: GivenFlags) {
  const isRedis = flags.has("tls");
  const isSentinel = flags.has("sentinel-tls");
  const given = (["cacert", "cert", "key", "sni"] as const).filter((name) => flags.has(name));
  const [first] = given;
  if (first !== undefined && !isRedis && !isSentinel) {
    throw flagProblem(`--${first}`, "is given without TLS", "add --tls, or --sentinel-tls for the Sentinel");
  }
  if (flags.has("cert") !== flags.has("key")) {
    throw flagProblem(
      flags.has("cert") ? "--cert" : "--key",
      "is one of two",
      "give both --cert and --key, or neither",
    );
  }
  const settings = Object.fromEntries(
    given.map((name) =>
      name === "sni" ? ["serverName", flags.get(name)?.[0]] : [FILES[name], readableFile(flags, name)],
    ),
  );
  return { tls: isRedis ? settings : undefined, sentinelTls: isSentinel ? settings : undefined };
}

function readableFile(flags: GivenFlags, name: FlagName): string | undefined {
  const file = flags.get(name)?.[0];
  if (file === undefined) return undefined;
  try {
    accessSync(file, constants.R_OK);
    return file;
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    throw flagProblem(
      `--${name}`,
      `the file cannot be read (${thrown.code})`,
      "name a PEM file that this user may read",
    );
  }
}
