import { describe, expect, it } from "vitest";
import { cleanLines } from "./clean-lines.ts";

function cleaned(chunks: string[], secrets: string[] = []): string[] {
  const lines: string[] = [];
  const cleaner = cleanLines(secrets, (line) => lines.push(line));
  for (const chunk of chunks) cleaner.push(chunk);
  cleaner.end();
  return lines;
}

describe("cleanLines", () => {
  it("joins chunks into whole lines", () => {
    expect(cleaned(["a", "b\nc", "\nlast"])).toEqual(["ab", "c", "last"]);
  });

  it("hides a secret that arrives in two chunks", () => {
    expect(cleaned(["pass=hun", "ter2 end\n"], ["hunter2"])).toEqual(["pass=[hidden] end"]);
  });

  it("hides a secret that terminal codes run through", () => {
    expect(cleaned(["hun\u001b[31mter2\n"], ["hunter2"])).toEqual(["[hidden]"]);
  });

  it("takes out terminal codes, control characters and changes of writing direction", () => {
    expect(cleaned(["\u001b[31mred\u001b[0m \u0007bell \u202Ereversed\r\n"])).toEqual(["red ?bell ?reversed?"]);
  });

  it("cuts a line that has no end", () => {
    const [line] = cleaned(Array.from({ length: 100 }, () => "x".repeat(10_000)));
    expect(line).toHaveLength(2000);
  });
});
