import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const serverOnly = fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url));
const alias = { "server-only": serverOnly };
// Real servers on a busy machine are late; what is right is found as soon as it is there, whatever the limit.
// What an election of real Sentinels upsets is tried once more, and told: docs/decisions/018.
const limits = {
  retry: 1,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000, interval: 20 } },
};

export default defineConfig({
  test: {
    // Most tests wait for real servers: four of them keep two cores busy, and take half as long as two.
    maxWorkers: 4,
    ...limits,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "node",
          environment: "node",
          include: ["lib/**/*.test.ts", "cli/**/*.test.ts", "tools/**/*.test.ts", "deploy/**/*.test.ts"],
          ...limits,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: "dom",
          environment: "jsdom",
          include: ["components/**/*.test.tsx", "lib/browser/**/*.test.tsx"],
          setupFiles: ["tools/test/dom-limits.ts"],
          ...limits,
        },
      },
    ],
  },
});
