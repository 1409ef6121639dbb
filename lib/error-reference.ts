import type { ErrorCode } from "./errors.ts";

interface ErrorReference {
  /** What it means, in a sentence. */
  meaning: string;
  causes: readonly string[];
  whatToDo: readonly string[];
}

/** What the failure panel links to; docs/errors is written from it. */
export const ERROR_REFERENCE: Record<ErrorCode, ErrorReference> = {
  INVALID_INPUT: {
    meaning: "The request was understood but a value in it is not allowed. Nothing was done.",
    causes: [
      "A field is missing, too long, or of another form.",
      "A reference to a session was made by another console or has been altered.",
    ],
    whatToDo: ["Correct the field that the message names.", "Reload the page and select the row again."],
  },
  UNAUTHENTICATED: {
    meaning: "The request carried no live sign-in. Nothing was done.",
    causes: [
      "Nothing was done for longer than the idle time, or the sign-in reached its longest life.",
      "An administrator ended the sign-in or disabled the account.",
    ],
    whatToDo: ["Sign in again; the page you were on is kept."],
  },
  STEP_UP_REQUIRED: {
    meaning: "The operation needs a proof of identity that is at most five minutes old. Nothing was done.",
    causes: ["The last time you gave your password is longer ago."],
    whatToDo: ["Confirm your password in the dialog and repeat the step."],
  },
  FORBIDDEN: {
    meaning: "Your role may not do this, or the console is read-only. The refusal is in the audit log.",
    causes: ["The role is not listed for the operation.", "console.readOnly is true in the configuration."],
    whatToDo: ["Ask someone whose role allows it.", "Ask an administrator to change your role."],
  },
  NOT_FOUND: {
    meaning: "What the request names does not exist.",
    causes: ["It has ended, expired or been removed.", "The address was typed or pasted wrongly."],
    whatToDo: ["Search again.", "Check the deployment in the address."],
  },
  CONFLICT: {
    meaning: "The state has changed since you looked. Nothing was done.",
    causes: ["Somebody else did the same thing.", "A plan is older than ten minutes or no longer fits."],
    whatToDo: ["Reload, look at the present state, and decide again."],
  },
  TOO_MANY_REQUESTS: {
    meaning: "A limit was reached. Nothing was done.",
    causes: [
      "Too many sign-ins failed for this account or address.",
      "More live views are open than one person may have.",
    ],
    whatToDo: ["Wait for the time that the message names.", "Close other windows of the console."],
  },
  REDIS_UNREACHABLE: {
    meaning: "No answer could be had from the instance.",
    causes: [
      "The process is not running.",
      "The address, a firewall, or TLS settings are wrong.",
      "maxclients is reached.",
      "No Sentinel knows a master.",
    ],
    whatToDo: [
      "Look at the overview: it names which instances answer.",
      "Check the process on its host.",
      "Check the address in the configuration.",
    ],
  },
  REDIS_REPLIED_ERROR: {
    meaning: "The instance answered with an error; its first word tells which.",
    causes: [
      "NOAUTH or WRONGPASS: the console's user or password is wrong.",
      "NOPERM: the user's ACL lacks the command or the key.",
      "READONLY: the instance is a replica now.",
      "LOADING: it is reading its data after a start.",
      "MASTERDOWN, NOREPLICAS: replication is broken.",
      "OOM: maxmemory is reached. MISCONF: it cannot save to disk.",
    ],
    whatToDo: [
      "NOAUTH, WRONGPASS, NOPERM: correct the ACL user or the secret.",
      "READONLY, LOADING, MASTERDOWN: wait a moment and try again.",
      "OOM, MISCONF, NOREPLICAS: mend the instance first.",
    ],
  },
  TIMEOUT: {
    meaning: "No answer came in time. The command may or may not have been carried out.",
    causes: ["The instance hangs or is paused.", "A failover is under way.", "The network lost packets."],
    whatToDo: [
      "Look at the present state before you repeat anything.",
      "The console verifies by itself where it can, and says what it found.",
    ],
  },
  SCRIPT_FAILED: {
    meaning: "A lifecycle script could not be run or did not reach its end.",
    causes: [
      "The script, redis-server or redis-cli is missing on the host.",
      "It ran past its deadline and was stopped.",
    ],
    whatToDo: ["Read its output.", "Run the script with the action status on the host."],
  },
  STORE_UNAVAILABLE: {
    meaning: "The console's own store did not take a line. Changes are refused until it does; looking goes on.",
    causes: ["The disk is full or read-only.", "PostgreSQL is not reachable."],
    whatToDo: ["Free the disk or bring the database back; nothing needs to be repeated before."],
  },
  INTERNAL: {
    meaning: "The console met an error that it did not expect. Details are in its log under the request id.",
    causes: ["A fault of the console."],
    whatToDo: [
      "Give the request id to whoever runs the console.",
      "Look at the present state before you repeat a change.",
    ],
  },
};
