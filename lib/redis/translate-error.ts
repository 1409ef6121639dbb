import { DomainError, isDomainError } from "#lib/errors.ts";
import { CONNECTION_MEANINGS } from "./connection-meanings.ts";
import { PLAIN_ERRORS, REPLY_MEANINGS } from "./reply-meanings.ts";

interface Circumstances {
  /** host:port of the instance. */
  readonly where: string;
  /** The ACL user's name. */
  readonly user?: string;
  /** What was being done, in our own words. */
  readonly what?: string;
  /** The commands may have changed something before the connection was lost. */
  readonly mayHaveWritten?: boolean;
}

/**
 * The one place where the driver's errors become ours: with the instance, without arguments, secrets or causes.
 * What did not come from the driver or the network is a fault of the program and stays as it is.
 */
export function translateError(thrown: unknown, circumstances: Circumstances): unknown {
  if (isDomainError(thrown) || !(thrown instanceof Error)) return thrown;
  const { where } = circumstances;
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  const reply = isReply(thrown) ? replied(thrown.message, circumstances, commandName(thrown)) : undefined;
  if (reply !== undefined) return reply;
  if (/^Command timed out/.test(thrown.message)) return timedOut(circumstances);
  const text = `${code} ${thrown.message}`;
  const meaning = CONNECTION_MEANINGS.find(({ test }) => test.test(text));
  if (meaning !== undefined) {
    return new DomainError("REDIS_UNREACHABLE", `${where} ${meaning.says}.`, { where, advice: meaning.advice });
  }
  if (isLostConnection(thrown, text)) return connectionLost(circumstances);
  // The driver hangs arguments on its errors, so none of those may leave this file.
  if ("command" in thrown) {
    return new DomainError("REDIS_REPLIED_ERROR", `${where} could not be used: the driver met an error.`, { where });
  }
  return thrown;
}

/** The server answered, and does not let the user in. */
export function isUserRefused(error: unknown): boolean {
  return isDomainError(error) && /\((WRONGPASS|NOAUTH)\)/.test(error.message);
}

/** For deadlines: whatever was sent may still be carried out. */
export function timedOut({ where, what, mayHaveWritten = false }: Circumstances): DomainError {
  const asked = what === undefined ? "" : ` ${what}`;
  return new DomainError("TIMEOUT", `${where} did not answer${asked} in time.`, {
    where,
    ...(mayHaveWritten ? {} : { advice: "Nothing was changed. Look whether the instance hangs, then try again." }),
  });
}

function connectionLost({ where, what, mayHaveWritten = false }: Circumstances): DomainError {
  const before = what === undefined ? "it answered" : `it answered ${what}`;
  const message = `The connection to ${where} was lost before ${before}.`;
  if (mayHaveWritten) return new DomainError("TIMEOUT", message, { where });
  return new DomainError("REDIS_UNREACHABLE", message, {
    where,
    advice: "The instance has restarted, failed over or closed the connection; try again in a moment.",
  });
}

function isReply(error: Error): boolean {
  return (
    error.name === "ReplyError" || REPLY_MEANINGS[firstWord(error.message)] !== undefined || isPlain(error.message)
  );
}

function isPlain(message: string): boolean {
  return PLAIN_ERRORS.some(({ text }) => text.test(message));
}

function replied(text: string, { where, user, what }: Circumstances, command: string | undefined): DomainError {
  const word = firstWord(text);
  const named = { command, user, what };
  const plain = PLAIN_ERRORS.find((one) => one.text.test(text))?.meaning;
  const meaning = plain ?? REPLY_MEANINGS[word];
  const code = /^ERR max number of clients|^DENIED/.test(text) ? "REDIS_UNREACHABLE" : "REDIS_REPLIED_ERROR";
  const says = meaning?.says ?? `answered with an error (${word || "ERR"})`;
  return new DomainError(code, `${where} ${says}${detail(word, text, named)}.`, {
    where,
    advice: meaning?.advice ?? "Look at the instance's log.",
  });
}

interface Named {
  command: string | undefined;
  user: string | undefined;
  what: string | undefined;
}

function detail(word: string, text: string, { command, user, what }: Named): string {
  const asUser = user === undefined ? "" : ` of the user ${user}`;
  if (word === "WRONGPASS" || word === "NOAUTH") return user === undefined ? "" : `: user ${user}`;
  if (word === "NOPERM") return `: ${deniedThing(text, command)}${asUser} is outside the ACL`;
  if (what !== undefined) return ` when asked for ${what}`;
  return command === undefined ? "" : ` when asked for ${command.toUpperCase()}`;
}

/** Redis quotes the command in its reply; a key or channel is not repeated. */
function deniedThing(text: string, command: string | undefined): string {
  const quoted = /'([a-z0-9_.-]{1,40}(?:\|[a-z0-9_.-]{1,40})?)' command/i.exec(text)?.[1];
  if (quoted !== undefined) return `the command ${quoted.toUpperCase().replace("|", " ")}`;
  if (/channel/i.test(text)) return "the channel";
  return command === undefined ? "a key" : `a key of ${command.toUpperCase()}`;
}

function firstWord(text: string): string {
  return /^-?([A-Z]{2,20})(?= |$)/.exec(text)?.[1] ?? "";
}

function commandName(error: Error): string | undefined {
  if (!("command" in error) || typeof error.command !== "object" || error.command === null) return undefined;
  if (!("name" in error.command) || typeof error.command.name !== "string") return undefined;
  return /^[a-z0-9_]{1,40}$/i.exec(error.command.name)?.[0];
}

function isLostConnection(error: Error, text: string): boolean {
  return (
    /Connection is closed|ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM|Command aborted|max retries per request/i.test(
      text,
    ) ||
    error.name === "MaxRetriesPerRequestError" ||
    error.name === "AbortError"
  );
}
