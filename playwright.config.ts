import { defineConfig } from "@playwright/test";

/** Each worker starts a deployment and a console of its own (e2e/fixtures.ts), so nothing is shared between specs. */
export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 2,
  timeout: 180_000,
  // Told as flaky: docs/decisions/018.
  retries: 1,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
