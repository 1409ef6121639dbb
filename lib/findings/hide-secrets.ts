import { type ConfigLine, parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { isSecretLine } from "./secret-arguments.ts";

/** Two files without their secrets; a secret that differs between them still shows that it does. */
export function hideSecrets(left: string, right: string): { left: string; right: string } {
  const known = new Set(parseConfigFile(left.replaceAll(/^\s*#[#\s]*/gm, "")).flatMap(secretsOf));
  return {
    left: hidden(left, () => "[secret]"),
    right: hidden(right, (secret) => (known.has(secret) ? "[secret]" : "[another secret]")),
  };
}

function hidden(text: string, word: (secret: string) => string): string {
  const lines = text.split("\n").map((line) => hiddenComment(line, word));
  for (const line of parseConfigFile(text)) {
    const secrets = new Set(secretsOf(line));
    if (line.isBroken) lines[line.number - 1] = `${line.name} [a line whose quotes do not balance]`;
    else if (secrets.size > 0)
      lines[line.number - 1] = [line.name, ...line.args.map((arg) => (secrets.has(arg) ? word(arg) : arg))].join(" ");
  }
  return lines.join("\n");
}

/** A line that was put out of use can hold the old password. */
function hiddenComment(text: string, word: (secret: string) => string): string {
  const [, mark = "", rest = ""] = /^(\s*#[#\s]*)(.*)$/.exec(text) ?? [];
  const [line] = mark === "" ? [] : parseConfigFile(rest);
  if (line === undefined || (line.isBroken ? !isSecretLine(line) : secretsOf(line).length === 0)) return text;
  return mark + hidden(rest, word);
}

function secretsOf(line: ConfigLine): string[] {
  // `>` and `<` give and take a password of an ACL user, `#` and `!` its hash.
  if (line.name === "user") return line.args.filter((rule) => /^[><#!]/.test(rule));
  return isSecretLine(line) ? line.args.slice(-1) : [];
}
