import { findDirective } from "#lib/directives/directive-table.ts";

/** Passwords, paths, addresses, who may connect, and what makes a replica take writes: a deployment's work, never that of a button. */
const NEVER = new Set([
  ...["aclfile", "acl-pubsub-default", "acllog-max-len", "loadmodule", "rename-command", "protected-mode"],
  ...["bind", "bind-source-addr", "port", "dir", "dbfilename", "appendfilename", "appenddirname", "logfile", "pidfile"],
  ...["replicaof", "replica-read-only", "replica-announced", "masteruser", "masterauth", "requirepass"],
  ...["repl-diskless-load", "sanitize-dump-payload", "key-load-delay", "proc-title-template", "locale-collate"],
]);
const NEVER_THESE = /^(tls-|cluster-|enable-|replica-announce-|unixsocket|syslog-|oom-score-adj)/;

/** Beyond what a host has, the server tries one limit on open files after another, for minutes, and answers nobody meanwhile. */
const MOST_CLIENTS = 1_000_000;

/** Whether the console may change a directive of a running instance to that value. */
export function maySetLive(name: string, value: string): boolean {
  const directive = findDirective(name);
  if (directive === undefined || directive.isImmutable || directive.isSecret) return false;
  if (name === "maxclients" && Number(value) > MOST_CLIENTS) return false;
  return !NEVER.has(name) && !NEVER_THESE.test(name);
}
