import type { ReadStream } from "node:tty";
import { DomainError } from "../errors.ts";
import { MAX_PASSWORD_LENGTH } from "./schema.ts";

const MIN_PASSWORD_LENGTH = 12;
const INTERRUPT = "\u0003";
const END_OF_TEXT = "\u0004";
const ERASE = new Set(["\u0008", "\u007f"]);

type Input = Pick<ReadStream, "isTTY" | "setRawMode" | "on" | "off" | "setEncoding" | "pause" | "resume">;

/** Asks twice without showing it; from a pipe, takes the first line. */
export async function readNewPassword(input: Input, output: { write(text: string): unknown }): Promise<string> {
  const password = await readLine(input, output, "New password: ");
  if (input.isTTY && password !== (await readLine(input, output, "Again: "))) {
    throw new DomainError("INVALID_INPUT", "The two passwords differ.");
  }
  if (password.length < MIN_PASSWORD_LENGTH || password.length > MAX_PASSWORD_LENGTH) {
    throw new DomainError(
      "INVALID_INPUT",
      `A password must have ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters.`,
    );
  }
  return password;
}

async function readLine(input: Input, output: { write(text: string): unknown }, prompt: string): Promise<string> {
  if (input.isTTY) {
    output.write(prompt);
    input.setRawMode(true);
  }
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
    if (input.isTTY) {
      input.setRawMode(false);
      output.write("\n");
    }
  }
}
