import type { ReadStream } from "node:tty";
import { DomainError } from "#lib/errors.ts";
import { MAX_PASSWORD_LENGTH } from "./schema.ts";

const MIN_PASSWORD_LENGTH = 12;
const INTERRUPT = "\u0003";
const END_OF_TEXT = "\u0004";
const ERASE = new Set(["\u0008", "\u007f"]);

type Input = Pick<ReadStream, "isTTY" | "setRawMode" | "on" | "off" | "setEncoding" | "pause" | "resume">;

type Output = { write(text: string): unknown };

/** Asks twice without showing it; from a pipe, takes the first line. */
export async function readNewPassword(input: Input, output: Output): Promise<string> {
  const password = input.isTTY ? await askTwice(input, output) : await readLine(input);
  if (password.length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH) {
    const length = `${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH}`;
    throw new DomainError("INVALID_INPUT", `A password must have ${length} characters.`, {
      advice: "Try another one.",
    });
  }
  return password;
}

async function askTwice(input: Input, output: Output): Promise<string> {
  // Before the first word is written, or what is typed at once would be shown.
  input.setRawMode(true);
  try {
    output.write("New password: ");
    const password = await readLine(input);
    output.write("\nAgain: ");
    const again = await readLine(input);
    if (password !== again)
      throw new DomainError("INVALID_INPUT", "The two passwords differ.", { advice: "Try again." });
    return password;
  } finally {
    input.setRawMode(false);
    output.write("\n");
  }
}

async function readLine(input: Input): Promise<string> {
  input.setEncoding("utf8");
  try {
    return await new Promise((resolve, reject) => {
      let line = "";
      const finish = (settle: () => void) => {
        input.off("data", take);
        input.off("end", end);
        settle();
      };
      const end = () => finish(() => resolve(line));
      const take = (text: string) => {
        for (const letter of text) {
          if (letter === INTERRUPT) return finish(() => reject(new DomainError("INVALID_INPUT", "Interrupted.")));
          if (letter === "\n" || letter === "\r" || letter === END_OF_TEXT) return end();
          line = ERASE.has(letter) ? line.slice(0, -1) : line + letter;
        }
      };
      input.on("data", take);
      input.on("end", end);
      input.resume();
    });
  } finally {
    input.pause();
  }
}
