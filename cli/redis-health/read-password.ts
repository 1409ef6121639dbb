import { readFileSync } from "node:fs";
import { readVariable } from "#lib/env.ts";
import { flagProblem } from "./flag-problem.ts";
import type { FlagName } from "./flags.ts";
import type { GivenFlags } from "./parse-flags.ts";

interface Places {
  readonly flag: FlagName;
  readonly fileFlag: FlagName;
  readonly variables: readonly string[];
}

export const REDIS_PASSWORD: Places = {
  flag: "password",
  fileFlag: "password-file",
  variables: ["REDISCLI_AUTH", "REDIS_PASSWORD"],
};

export const SENTINEL_PASSWORD: Places = {
  flag: "sentinel-password",
  fileFlag: "sentinel-password-file",
  variables: ["SENTINEL_PASSWORD"],
};

/** The flag, else the file, else the environment. */
export function readPassword(flags: GivenFlags, { flag, fileFlag, variables }: Places): string | undefined {
  const given = flags.get(flag)?.[0];
  const file = flags.get(fileFlag)?.[0];
  if (given !== undefined && file !== undefined) {
    throw flagProblem(`--${flag}`, `is given beside --${fileFlag}`, "keep one of them");
  }
  if (given !== undefined) return given;
  if (file !== undefined) return readPasswordFile(fileFlag, file);
  for (const name of variables) {
    const value = readVariable(name);
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

function readPasswordFile(flag: FlagName, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    throw flagProblem(`--${flag}`, `the file cannot be read (${thrown.code})`, "name a file that this user may read");
  }
  if (text === "") throw flagProblem(`--${flag}`, "the file is empty", "write the password into it");
  return text;
}
