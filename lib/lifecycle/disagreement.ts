import type { ScriptSight, ServerSight } from "./schema.ts";

const RUNS: readonly string[] = ["running", "loading"];
const DOWN: readonly string[] = ["stopped", "dead"];

/** A sentence where the script of the host and the server itself do not say the same; null where they agree. */
export function disagreement(script: ScriptSight, server: ServerSight): string | null {
  if (script.state === "foreign_answer")
    return "Another server answers at its address: not the one of its config file.";
  const isUp = server.state === "running" || server.state === "loading";
  if (DOWN.includes(script.state) && isUp) {
    return "Its script finds no process of its config file, but a server answers at its address.";
  }
  if (RUNS.includes(script.state) && server.state === "gone") {
    return "Its script finds it running, but nothing listens where the console looks for it.";
  }
  if (RUNS.includes(script.state) && server.state === "silent") {
    return "Its script finds it running, but it does not answer the console in time.";
  }
  if (script.state === "running" && isUp && script.runId !== null && script.runId !== server.runId) {
    return "Its script and the console have reached two different servers.";
  }
  if (script.state === "unresponsive" && isUp) return "It answers the console, but did not answer its script.";
  return null;
}
