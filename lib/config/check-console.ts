import { existsSync } from "node:fs";
import { isDomainError } from "#lib/errors.ts";
import { ConfigError } from "./config-error.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";
import { readSecret } from "./read-secret.ts";
import type { ConsoleConfig } from "./schema.ts";

const SHORTEST_SECRET = 32;

/** What the console's own settings promise must be so: address, secret, and a way to sign in. */
export function checkConsole(settings: ConsoleConfig["console"], isUsersFileNeeded: boolean): ProblemAt[] {
  return [
    ...checkAddress(settings.address),
    ...checkSecretLength("secret", settings.secret),
    ...(settings.metricsToken === undefined ? [] : checkSecretLength("metricsToken", settings.metricsToken)),
    ...checkSignIn(settings, isUsersFileNeeded),
  ];
}

function checkAddress(address: string): ProblemAt[] {
  const path: ConfigPath = ["console", "address"];
  const { protocol, hostname, pathname, search, hash, username } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") {
    return [{ path, wrong: "is not a web address", right: "begin it with https://, or http:// on this machine" }];
  }
  if (pathname !== "/" || search !== "" || hash !== "" || username !== "") {
    return [{ path, wrong: "has more than a host and a port", right: "write it like https://redis.example.org" }];
  }
  if (protocol === "https:" || isLoopbackName(hostname)) return [];
  const right = "give the https address that people type, or http://127.0.0.1 with a port for this machine alone";
  return [{ path, wrong: "is reached over the network without encryption", right }];
}

function isLoopbackName(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function checkSecretLength(name: string, secret: ConsoleConfig["console"]["secret"]): ProblemAt[] {
  let length: number;
  try {
    length = readSecret(secret).length;
  } catch (thrown) {
    // One that cannot be read is reported with all the others.
    if (isDomainError(thrown) || thrown instanceof ConfigError) return [];
    throw thrown;
  }
  if (length >= SHORTEST_SECRET) return [];
  const right = `give at least ${SHORTEST_SECRET} characters, for instance from: openssl rand -base64 32`;
  return [{ path: ["console", name], wrong: `the secret has only ${length} characters`, right }];
}

function checkSignIn({ usersFile, oidc }: ConsoleConfig["console"], isUsersFileNeeded: boolean): ProblemAt[] {
  const create = "npm run users -- add NAME --role ROLE";
  if (usersFile === undefined) {
    if (oidc !== undefined) return [];
    return [{ path: ["console"], wrong: "nobody could sign in", right: "set usersFile, or oidc for single sign-on" }];
  }
  if (!isUsersFileNeeded || existsSync(usersFile)) return [];
  return [{ path: ["console", "usersFile"], wrong: "the file does not exist", right: `create it with: ${create}` }];
}
