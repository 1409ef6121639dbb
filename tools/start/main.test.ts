import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-start-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("ends with the status for a wrong configuration, and says where it is wrong", () => {
  const file = join(folder, "console.config.yaml");
  writeFileSync(file, "console:\n  adress: http://127.0.0.1:3000\n");
  const { status, stderr } = spawnSync("node", ["tools/start/main.ts"], {
    encoding: "utf8",
    env: { ...process.env, CONSOLE_CONFIG: file },
  });
  expect(status).toBe(78);
  expect(stderr).toContain(`${file}:2: console.adress`);
});
