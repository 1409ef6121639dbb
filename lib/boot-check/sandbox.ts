import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";

const SEARCHED = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
/** The user that owns nothing, on every Linux. */
export const NOBODY = 65_534;
const LIMITS = ["--as=2147483648", "--cpu=10", "--fsize=16777216", "--core=0"];

export interface Sandbox {
  /** What stands before the program. */
  readonly command: readonly string[];
  readonly hasNoNetwork: boolean;
  readonly isUnprivileged: boolean;
  /** Who owns the folder that the server may write to; undefined: whoever runs the console. */
  readonly owner: number | undefined;
}

export function findProgram(name: string): string | undefined {
  return SEARCHED.map((folder) => join(/* turbopackIgnore: true */ folder, name)).find(isProgram);
}

/** As much as this host has: no network, nobody's rights, limits on memory, time and files. */
export function makeSandbox(): Sandbox {
  const isRoot = process.getuid?.() === 0;
  const [unshare, setpriv, prlimit] = ["unshare", "setpriv", "prlimit"].map(findProgram);
  const isolate = unshare === undefined ? [] : [unshare, ...(isRoot ? ["--net"] : ["--user", "--net"])];
  const drop =
    setpriv === undefined
      ? []
      : isRoot
        ? [
            setpriv,
            `--reuid=${NOBODY}`,
            `--regid=${NOBODY}`,
            "--clear-groups",
            "--inh-caps=-all",
            "--bounding-set=-all",
            "--no-new-privs",
          ]
        : [setpriv, "--no-new-privs"];
  const hasNoNetwork = isolate.length > 0 && works(isolate);
  const isDropped = drop.length > 0 && works(drop);
  const limit = prlimit !== undefined && works([prlimit, ...LIMITS]) ? [prlimit, ...LIMITS] : [];
  return {
    command: [...limit, ...(hasNoNetwork ? isolate : []), ...(isDropped ? drop : [])],
    hasNoNetwork,
    isUnprivileged: !isRoot || isDropped,
    owner: isRoot && isDropped ? NOBODY : undefined,
  };
}

function works([program = "", ...args]: readonly string[]): boolean {
  const nothing = findProgram("true") ?? "true";
  return (
    spawnSync(/* turbopackIgnore: true */ program, [...args, nothing], {
      env: { NODE_ENV: "production" },
      stdio: "ignore",
      timeout: 5_000,
    }).status === 0
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown) return false;
    throw thrown;
  }
}
