const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", a: "\x07" };

/** The words of a line, as redis-server splits it; undefined where its quotes do not balance. */
export function splitArguments(line: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (at < line.length && /\s/.test(line[at] ?? "")) at += 1;
    if (at >= line.length) return words;
    const word = readWord(line, at);
    if (word === undefined) return undefined;
    words.push(word.text);
    at = word.end;
  }
}

interface Word {
  text: string;
  end: number;
}

function readWord(line: string, start: number): Word | undefined {
  let text = "";
  let at = start;
  while (at < line.length && !/\s/.test(line[at] ?? "")) {
    const character = line[at] ?? "";
    if (character !== '"' && character !== "'") {
      text += character;
      at += 1;
      continue;
    }
    const quoted = character === '"' ? readDouble(line, at + 1) : readSingle(line, at + 1);
    // After a closing quote the word must end.
    if (quoted === undefined || (quoted.end < line.length && !/\s/.test(line[quoted.end] ?? ""))) return undefined;
    return { text: text + quoted.text, end: quoted.end };
  }
  return { text, end: at };
}

function readDouble(line: string, start: number): Word | undefined {
  let text = "";
  for (let at = start; at < line.length; at += 1) {
    const character = line[at] ?? "";
    if (character === '"') return { text, end: at + 1 };
    if (character !== "\\") {
      text += character;
      continue;
    }
    const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(at + 1, at + 4))?.[1];
    const next = line[at + 1];
    if (hex !== undefined) text += String.fromCharCode(Number.parseInt(hex, 16));
    else if (next !== undefined) text += ESCAPES[next] ?? next;
    at += hex === undefined ? 1 : 3;
  }
  return undefined;
}

function readSingle(line: string, start: number): Word | undefined {
  let text = "";
  for (let at = start; at < line.length; at += 1) {
    const character = line[at] ?? "";
    if (character === "'") return { text, end: at + 1 };
    const isEscaped = character === "\\" && line[at + 1] === "'";
    text += isEscaped ? "'" : character;
    at += isEscaped ? 1 : 0;
  }
  return undefined;
}
