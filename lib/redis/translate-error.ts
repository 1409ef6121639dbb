import { DomainError, isDomainError } from "#lib/errors.ts";

interface Told {
  message: string;
  advice: string;
}

const REPLIES: Record<string, (where: string, text: string) => Told> = {
  NOAUTH: (where) => ({
    message: `${where} wants a password and the console has none for it.`,
    advice: "Set the password of the deployment's user in the configuration.",
  }),
  WRONGPASS: (where) => ({
    message: `${where} does not accept the console's user or its password.`,
    advice: "Compare the deployment's user and secret with the instance's ACL.",
  }),
  NOPERM: (where, text) => ({
    message: `The console's Redis user may not do this on ${where}${commandOf(text)}.`,
    advice: "Grant the missing command or key pattern to the user in the instance's ACL.",
  }),
  READONLY: (where) => ({
    message: `${where} is a replica now and takes no writes.`,
    advice: "A failover has happened or is under way; try again in a moment.",
  }),
  LOADING: (where) => ({
    message: `${where} is still reading its data after a start.`,
    advice: "Wait until it has loaded; the overview shows when it answers.",
  }),
  MASTERDOWN: (where) => ({
    message: `${where} has lost its master and does not serve old data.`,
    advice: "Look at the replication link on the overview.",
  }),
  BUSY: (where) => ({
    message: `${where} is busy with a script and answers nothing else.`,
    advice: "Wait for the script, or end it on the instance with SCRIPT KILL.",
  }),
  OOM: (where) => ({
    message: `${where} has used all of its maxmemory and takes no writes.`,
    advice: "Raise maxmemory or free memory.",
  }),
  MISCONF: (where) => ({
    message: `${where} cannot save to its disk and therefore takes no writes.`,
    advice: "Look at the disk and the instance's log.",
  }),
  NOREPLICAS: (where) => ({
    message: `${where} has fewer good replicas than min-replicas-to-write asks for, and takes no writes.`,
    advice: "Bring the replicas back first.",
  }),
  CLUSTERDOWN: (where) => ({
    message: `The cluster that ${where} belongs to is down.`,
    advice: "Look at the cluster's state on the instance.",
  }),
  WRONGTYPE: (where) => ({
    message: `A key on ${where} has another type than the keyspace's configuration says.`,
    advice: "Correct the keyspace's type in the configuration.",
  }),
  TRYAGAIN: (where) => ({ message: `${where} asks to try again.`, advice: "Try again in a moment." }),
  UNKILLABLE: (where) => ({
    message: `${where} is busy with a script that cannot be stopped.`,
    advice: "Wait for the script to end.",
  }),
  NOMASTERLINK: (where) => ({
    message: `${where} has no link to its master.`,
    advice: "Look at the replication link on the overview.",
  }),
};

/** The one place where the driver's errors become ours: with the instance, without arguments, secrets or causes. */
export function translateError(thrown: unknown, where: string): DomainError {
  if (isDomainError(thrown)) return thrown;
  const { name, message, code } = plain(thrown);
  if (/max number of clients/i.test(message))
    return unreachable(
      where,
      `${where} has reached maxclients and takes no more connections.`,
      "Raise maxclients or close idle clients.",
    );
  const word = /^[A-Z]+\b/.exec(message)?.[0] ?? "";
  const known = REPLIES[word];
  if (name === "ReplyError" || known !== undefined) return replied(where, word, known, message);
  if (/Command timed out/i.test(message)) return timedOut(where);
  if (code === "ECONNREFUSED")
    return unreachable(
      where,
      `${where} refuses connections: nothing listens there.`,
      "Check that the instance runs on that address and port.",
    );
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return unreachable(
      where,
      `The host name of ${where} cannot be resolved.`,
      "Check the name and the resolver of the console's host.",
    );
  if (code === "EHOSTUNREACH" || code === "ENETUNREACH")
    return unreachable(
      where,
      `There is no route to ${where}.`,
      "Check the network between the console and the instance.",
    );
  if (/connect ETIMEDOUT/i.test(message) || code === "ETIMEDOUT")
    return unreachable(
      where,
      `${where} did not take the connection in time.`,
      "Check that the host is up and no firewall drops the packets.",
    );
  if (code?.startsWith("ERR_TLS") || /certificate|self.signed|CERT_|SSL|TLS/i.test(`${code} ${message}`)) {
    return unreachable(
      where,
      `The TLS connection to ${where} cannot be trusted.`,
      "Check ca, cert, key and serverName of the deployment, and the instance's certificate.",
    );
  }
  if (/Stream isn't writeable|enableOfflineQueue/i.test(message))
    return unreachable(
      where,
      `There is no connection to ${where}.`,
      "The console connects again by itself; try again in a moment.",
    );
  if (
    /Connection is closed|MaxRetriesPerRequest|ECONNRESET|EPIPE|Unhandled|closed/i.test(`${code} ${message} ${name}`)
  ) {
    return new DomainError("TIMEOUT", `The connection to ${where} was lost before the answer came.`, { where });
  }
  return unreachable(where, `${where} cannot be talked to.`, "Look at the instance and at the network.");
}

/** For the outer deadline. */
export function timedOut(where: string): DomainError {
  return new DomainError("TIMEOUT", `${where} did not answer in time.`, { where });
}

function replied(
  where: string,
  word: string,
  known: ((where: string, text: string) => Told) | undefined,
  text: string,
): DomainError {
  const told = known?.(where, text) ?? {
    message: `${where} answered with an error (${word || "ERR"}).`,
    advice: "Look at the instance's log.",
  };
  return new DomainError("REDIS_REPLIED_ERROR", told.message, { where, advice: told.advice });
}

function unreachable(where: string, message: string, advice: string): DomainError {
  return new DomainError("REDIS_UNREACHABLE", message, { where, advice });
}

/** NOPERM names the command or says that it was a key or a channel; the rest of its text may be data. */
function commandOf(text: string): string {
  const command = /'([a-z|]{1,40})' command/i.exec(text)?.[1];
  if (command !== undefined) return `: ${command.toUpperCase()} is not allowed`;
  if (/key/i.test(text)) return ": the key is outside its patterns";
  if (/channel/i.test(text)) return ": the channel is outside its patterns";
  return "";
}

function plain(thrown: unknown): { name: string; message: string; code: string | undefined } {
  if (!(thrown instanceof Error)) return { name: "", message: String(thrown), code: undefined };
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
  return { name: thrown.name, message: thrown.message, code };
}
