import type { Ssh } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";

/** ssh joins the words with spaces, and the other host splits them there again. */
const PLAIN_WORD = /^[A-Za-z0-9_./:@+=,-]+$/;
const CONNECT_WITHIN_SECONDS = 5;
/** ssh's own exit status: the program on the other host, if it ran at all, did not tell how it ended. */
export const SSH_FAILED = 255;

/** How the system's ssh client is called: it asks nobody, trusts known hosts alone, and forwards nothing. */
export function sshCommand(ssh: Ssh & { host: string }, words: readonly string[]): { file: string; args: string[] } {
  if (!words.every((word) => PLAIN_WORD.test(word))) {
    throw new DomainError(
      "INVALID_INPUT",
      "A path or user for a script on another host holds a character that ssh cannot carry.",
    );
  }
  const options = [
    "BatchMode=yes",
    "StrictHostKeyChecking=yes",
    `UserKnownHostsFile=${quoted(ssh.knownHostsFile)}`,
    "GlobalKnownHostsFile=none",
    "UpdateHostKeys=no",
    `IdentityFile=${quoted(ssh.keyFile)}`,
    "IdentitiesOnly=yes",
    "IdentityAgent=none",
    "PreferredAuthentications=publickey",
    "ForwardAgent=no",
    "ForwardX11=no",
    "ClearAllForwardings=yes",
    "PermitLocalCommand=no",
    "ControlMaster=no",
    "ControlPath=none",
    `ConnectTimeout=${CONNECT_WITHIN_SECONDS}`,
    "ServerAliveInterval=5",
    "ServerAliveCountMax=3",
    "LogLevel=ERROR",
  ];
  const host = ssh.host.replace(/^\[|\]$/g, "");
  return {
    file: "/usr/bin/ssh",
    // -F none: what the console's user has in its own settings must not change where it connects to.
    args: [
      ...["-F", "none", "-T", "-p", String(ssh.port), "-l", ssh.user],
      ...options.flatMap((option) => ["-o", option]),
      ...["--", host, ...words],
    ],
  };
}

/** ssh puts something else in for %d and its like. */
function quoted(path: string): string {
  return `"${path.replaceAll("%", "%%")}"`;
}
