import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "#lib/config/config-error.ts";
import { parseEnvironment } from "./env.ts";

describe("parseEnvironment", () => {
  it("has a value for all that may be left out, and takes an empty variable for one that is not set", () => {
    expect(parseEnvironment({ DATABASE_URL: "", PORT: "" })).toMatchObject({
      CONSOLE_CONFIG: "console.config.yaml",
      PORT: 3000,
      NODE_ENV: "development",
    });
    expect(parseEnvironment({}).DATABASE_URL).toBeUndefined();
  });

  it("names every bad variable in one error, and shows no value", () => {
    const variables = { DATABASE_URL: "mysql://u:hunter2@h", PORT: "hunter2", NEXTAUTH_SECRET: "hunter2" };
    expect(() => parseEnvironment(variables)).toThrow(ConfigError);
    try {
      parseEnvironment(variables);
    } catch (thrown) {
      const text = thrown instanceof ConfigError ? thrown.message : "";
      for (const name of Object.keys(variables)) expect(text).toContain(`environment: ${name}:`);
      expect(text).not.toContain("hunter2");
    }
  });

  it("reads NAME_FILE where NAME is not set, and says when that file cannot be read", () => {
    const folder = mkdtempSync(join(tmpdir(), "console-env-"));
    const file = join(folder, "url");
    writeFileSync(file, "postgres://console@db/console\n");
    expect(parseEnvironment({ DATABASE_URL_FILE: file }).DATABASE_URL).toBe("postgres://console@db/console");
    rmSync(folder, { recursive: true });
    expect(() => parseEnvironment({ DATABASE_URL_FILE: file })).toThrow(/environment: DATABASE_URL_FILE: .*ENOENT/);
  });
});
