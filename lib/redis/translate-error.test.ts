import { inspect } from "node:util";
import { expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { translateError } from "./translate-error.ts";

const SECRET = "s3cr3t-value";
const where = "10.0.0.1:6379";

/** As the driver makes them: with the command's arguments on the error. */
function driverError(message: string, more: { name?: string; code?: string; command?: string } = {}): Error {
  const error = new Error(message);
  error.name = more.name ?? "Error";
  if (more.code !== undefined) Object.assign(error, { code: more.code });
  return Object.assign(error, { command: { name: more.command ?? "set", args: ["session:1", SECRET] } });
}

const reply = (message: string) => driverError(message, { name: "ReplyError" });

const CASES: Record<string, [error: Error, code: string]> = {
  NOAUTH: [reply("NOAUTH Authentication required."), "REDIS_REPLIED_ERROR"],
  WRONGPASS: [reply("WRONGPASS invalid username-password pair or user is disabled."), "REDIS_REPLIED_ERROR"],
  NOPERM: [reply("NOPERM this user has no permissions to run the 'unlink' command"), "REDIS_REPLIED_ERROR"],
  READONLY: [reply("READONLY You can't write against a read only replica."), "REDIS_REPLIED_ERROR"],
  UNBLOCKED: [
    reply("UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)"),
    "REDIS_REPLIED_ERROR",
  ],
  LOADING: [reply("LOADING Redis is loading the dataset in memory"), "REDIS_REPLIED_ERROR"],
  MASTERDOWN: [
    reply("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
    "REDIS_REPLIED_ERROR",
  ],
  BUSY: [reply("BUSY Redis is busy running a script."), "REDIS_REPLIED_ERROR"],
  OOM: [reply("OOM command not allowed when used memory > 'maxmemory'."), "REDIS_REPLIED_ERROR"],
  MISCONF: [reply("MISCONF Redis is configured to save RDB snapshots, but …"), "REDIS_REPLIED_ERROR"],
  NOREPLICAS: [reply("NOREPLICAS Not enough good replicas to write."), "REDIS_REPLIED_ERROR"],
  CLUSTERDOWN: [reply("CLUSTERDOWN Hash slot not served"), "REDIS_REPLIED_ERROR"],
  WRONGTYPE: [reply("WRONGTYPE Operation against a key holding the wrong kind of value"), "REDIS_REPLIED_ERROR"],
  EXECABORT: [reply("EXECABORT Transaction discarded because of previous errors."), "REDIS_REPLIED_ERROR"],
  unknownCommand: [reply(`ERR unknown command 'FOO', with args beginning with: '${SECRET}'`), "REDIS_REPLIED_ERROR"],
  unknownReply: [reply(`ERR something about ${SECRET}`), "REDIS_REPLIED_ERROR"],
  newWord: [reply(`STRANGE thing about ${SECRET}`), "REDIS_REPLIED_ERROR"],
  maxclients: [driverError("ERR max number of clients reached"), "REDIS_UNREACHABLE"],
  protectedMode: [driverError("DENIED Redis is running in protected mode because …"), "REDIS_UNREACHABLE"],
  refused: [driverError("connect ECONNREFUSED 10.0.0.1:6379", { code: "ECONNREFUSED" }), "REDIS_UNREACHABLE"],
  dns: [driverError("getaddrinfo ENOTFOUND redis.invalid", { code: "ENOTFOUND" }), "REDIS_UNREACHABLE"],
  route: [driverError("connect EHOSTUNREACH", { code: "EHOSTUNREACH" }), "REDIS_UNREACHABLE"],
  connectTimeout: [driverError("connect ETIMEDOUT", { code: "ETIMEDOUT" }), "REDIS_UNREACHABLE"],
  tlsAuthority: [
    driverError("self-signed certificate in certificate chain", { code: "SELF_SIGNED_CERT_IN_CHAIN" }),
    "REDIS_UNREACHABLE",
  ],
  tlsExpired: [driverError("certificate has expired", { code: "CERT_HAS_EXPIRED" }), "REDIS_UNREACHABLE"],
  tlsName: [
    driverError("Hostname/IP does not match certificate's altnames", { code: "ERR_TLS_CERT_ALTNAME_INVALID" }),
    "REDIS_UNREACHABLE",
  ],
  tlsPort: [driverError("wrong version number", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }), "REDIS_UNREACHABLE"],
  notSent: [driverError("Stream isn't writeable and enableOfflineQueue options is false"), "REDIS_UNREACHABLE"],
  rubbish: [driverError('Unknown RESP type 60 "<". Please report this.'), "REDIS_UNREACHABLE"],
  timeout: [driverError("Command timed out"), "TIMEOUT"],
  closed: [driverError("Connection is closed."), "TIMEOUT"],
};

function translate(error: unknown, mayHaveWritten = true): unknown {
  return translateError(error, { where, user: "console-writer", mayHaveWritten });
}

it.each(Object.entries(CASES))(
  "gives %s its code, its place and an advice, and nothing of the arguments",
  (_, [error, code]) => {
    const translated = translate(error);
    expect(translated).toMatchObject({ name: "DomainError", code, where });
    expect(inspect(translated, { depth: 20, showHidden: true })).not.toContain(SECRET);
    expect(inspect(translated)).not.toContain("session:1");
    expect(translated).not.toHaveProperty("cause");
  },
);

it("lets no two kinds of error read alike", () => {
  const texts = Object.values(CASES).map(([error]) => {
    const translated = translate(error);
    return translated instanceof DomainError ? translated.message : "";
  });
  expect(new Set(texts).size).toBe(texts.length);
});

it("names what the ACL lacks: the command, or the kind of thing", () => {
  expect(translate(CASES.NOPERM?.[0])).toMatchObject({ message: expect.stringMatching(/UNLINK.*console-writer/) });
  const subcommand = reply("NOPERM User console has no permissions to run the 'client|kill' command");
  expect(translate(subcommand)).toMatchObject({ message: expect.stringContaining("CLIENT KILL") });
  const key = reply("NOPERM No permissions to access a key");
  expect(translate(key)).toMatchObject({ message: expect.stringContaining("a key of SET") });
  const channel = reply("NOPERM No permissions to access a channel");
  expect(translate(channel)).toMatchObject({ message: expect.stringContaining("the channel") });
});

it("calls the outcome unknown only where something may have been written", () => {
  expect(translate(CASES.closed?.[0], false)).toMatchObject({ code: "REDIS_UNREACHABLE" });
  const maxRetries = driverError("Reached the max retries per request limit", { name: "MaxRetriesPerRequestError" });
  expect(translate(maxRetries, true)).toMatchObject({ code: "TIMEOUT" });
  expect(translate(CASES.timeout?.[0], false)).toMatchObject({
    code: "TIMEOUT",
    advice: expect.stringContaining("Nothing"),
  });
});

it("leaves faults of the program and our own errors as they are", () => {
  const fault = new TypeError("x is not a function");
  const own = new DomainError("CONFLICT", "The session belongs to somebody else.");
  expect(translate(fault)).toBe(fault);
  expect(translate(own)).toBe(own);
  expect(translate("text")).toBe("text");
});

it("hides an error of the driver that it does not know", () => {
  const translated = translate(driverError(`Argument ${SECRET} is wrong`));
  expect(inspect(translated, { depth: 20 })).not.toContain(SECRET);
  expect(translated).toMatchObject({ name: "DomainError" });
});
