import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { describeConfig } from "./describe-config.ts";
import { exampleConfig } from "./example-config.ts";
import { loadConfig } from "./load-config.ts";
import { presetsPage } from "./presets-page.ts";
import { ConsoleConfig } from "./schema.ts";
import { SESSION_PRESET_NOTES } from "./session-preset-notes.ts";
import { SESSION_PRESETS } from "./session-presets.ts";
import { settingsPage } from "./settings-page.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const committed = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("the settings page and the example", () => {
  it("are what the schema says now; else run npm run docs:settings", () => {
    expect(committed("docs/settings.md")).toBe(settingsPage());
    expect(committed("docs/presets.md")).toBe(presetsPage());
    expect(committed("console.config.example.yaml")).toBe(exampleConfig());
  });

  it("say of every preset of sessions what it was tested with", () => {
    expect(Object.keys(SESSION_PRESET_NOTES)).toEqual(Object.keys(SESSION_PRESETS));
  });

  it("explain every field", () => {
    const rows = describeConfig(ConsoleConfig);
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter(({ description }) => description === "").map(({ path }) => path)).toEqual([]);
    for (const path of ["console.readOnly", "deployments.<name>.keyspaces[].revoke.recheckMs"]) {
      expect(rows.map((row) => row.path)).toContain(path);
    }
    expect(rows.find(({ path }) => path === "deployments.<name>.masterName")?.onlyFor).toEqual(["sentinel"]);
    expect(rows.find(({ path }) => path === "console.oidc.clientSecret")?.type).toBe("secret");
  });

  it("are an example that loads, as it is and with every commented field taken in", () => {
    const folder = mkdtempSync(join(tmpdir(), "console-example-"));
    vi.stubEnv("NEXTAUTH_SECRET", "0123456789abcdef0123456789abcdef");
    vi.stubEnv("STAGING_READER_PASSWORD", "reader");
    vi.stubEnv("STAGING_WRITER_PASSWORD", "writer");
    vi.stubEnv("SLACK_WEBHOOK_URL", "https://hooks.slack.example/services/T/B/x");
    for (const text of [exampleConfig(), exampleConfig().replaceAll(/# ([A-Za-z]+: [^ ]+)$/gm, "$1")]) {
      const file = join(folder, "console.config.yaml");
      // The one secret that the example keeps in a file.
      writeFileSync(file, text.replace("file: secrets/production-reader", "file: console.config.yaml"));
      const config = loadConfig(file, { isUsersFileNeeded: false });
      expect(Object.keys(config.deployments)).toEqual(["staging", "production"]);
      expect(config.deployments.staging?.keyspaces.map(({ kind, db }) => [kind, db])).toEqual([
        ["session", 0],
        ["cache", 1],
        ["rate-limit", 3],
        ["channel", 2],
      ]);
    }
    rmSync(folder, { recursive: true });
  });
});
