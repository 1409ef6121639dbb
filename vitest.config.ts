import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const serverOnly = fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url));
const alias = { "server-only": serverOnly };

export default defineConfig({
  test: {
    // Two cores: more workers only make the real servers late.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "node",
          environment: "node",
          include: ["lib/**/*.test.ts", "cli/**/*.test.ts", "tools/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: { name: "dom", environment: "jsdom", include: ["components/**/*.test.tsx", "lib/browser/**/*.test.tsx"] },
      },
    ],
  },
});
