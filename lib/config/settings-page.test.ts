import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CACHE_PRESETS } from "./cache-presets.ts";
import { CHANNEL_PRESETS } from "./channel-presets.ts";
import { describeConfig } from "./describe-config.ts";
import { exampleConfig } from "./example-config.ts";
import { loadConfig } from "./load-config.ts";
import { originOf } from "./preset-origin.ts";
import { PRESETS } from "./presets.ts";
import { presetsPage } from "./presets-page.ts";
import { RATE_LIMIT_PRESETS } from "./rate-limit-presets.ts";
import { ConsoleConfig } from "./schema.ts";
import { SESSION_PRESET_NOTES } from "./session-preset-notes.ts";
import { SESSION_PRESETS } from "./session-presets.ts";
import { settingsPage } from "./settings-page.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Channels are tested by what the library hears, not by the preset's name. */
const BY_THEIR_LIBRARY: Record<string, string> = {
  socketio: "@socket.io/redis-adapter",
  "socketio-sharded": "@socket.io/redis-adapter",
  "graphql-subscriptions": "graphql-redis-subscriptions",
};

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

  it("call no layout the application's own that no test has seen it write", () => {
    const claimed = Object.keys(PRESETS).filter((name) => originOf(name) === "the application's own keys");
    const folders = ["sessions", "cache", "rate-limits", "pubsub"].map(
      (room) => new URL(`../${room}/`, import.meta.url),
    );
    const tests = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => readFileSync(new URL(file, folder), "utf8")),
    );
    const recorded = readFileSync(new URL("../rate-limits/recorded/limiters.json", import.meta.url), "utf8");
    const seen = [...tests, recorded].join("\n");
    expect(claimed.filter((name) => !seen.includes(`"${name}"`) && !(name in BY_THEIR_LIBRARY))).toEqual([]);
    for (const [name, library] of Object.entries(BY_THEIR_LIBRARY)) expect(seen, name).toContain(`from "${library}"`);
    for (const name of ["django-ratelimit", "kong", "cache-manager", "laravel-cache", "action-cable"]) {
      expect(claimed).not.toContain(name);
    }
  });

  it("have one preset of each name", () => {
    const families = [SESSION_PRESETS, CACHE_PRESETS, RATE_LIMIT_PRESETS, CHANNEL_PRESETS];
    expect(Object.keys(PRESETS)).toHaveLength(families.flatMap((family) => Object.keys(family)).length);
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
