import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Starts the sample application with its settings in the environment; returns what stops it. */
export function startSampleApp(root: string, settings: unknown): () => Promise<void> {
  const app = spawn(process.execPath, [join(root, "tools/sample-app/main.ts")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // The app's own group: Ctrl-C is passed on in order, not to everybody at once.
    detached: true,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", SAMPLE_APP: JSON.stringify(settings) },
  });
  return async () => {
    if (app.exitCode !== null) return;
    const gone = once(app, "exit");
    app.kill("SIGTERM");
    await gone;
  };
}
