import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { csvCell } from "./csv-cell.ts";

/** Read by a program that has never heard of ours. */
function openAgain(csv: string): string[][] {
  const script =
    "import csv, io, json, sys; print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')))))";
  const { stdout, stderr } = spawnSync("python3", ["-c", script], { input: csv, encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

it("is read again as what it was, whatever people typed", () => {
  const rows = [
    ["a,b", 'she said "no"', "two\r\nlines", "", "Grüße, 世界", '"', ",", "a 'b'", "\n"],
    ["x", "y", "z", "1", "é", "a=b", "a@b", "1+1", " lead"],
  ];
  const csv = `${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
  expect(openAgain(csv)).toEqual(rows);
});

it.each(["=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])(
  "is no formula to a spreadsheet: %j",
  (text) => {
    const [[cell = ""] = []] = openAgain(`${csvCell(text)},next\r\n`);
    expect(cell).toBe(`'${text}`);
  },
);
