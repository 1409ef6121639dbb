import type { State } from "#components/ui/state.tsx";
import type { LifecycleAction, ManagedRow, ScriptSight, ServerSight } from "#lib/lifecycle/schema.ts";

interface Look {
  state: State;
  word: string;
}

export const SERVER_LOOKS = {
  running: { state: "ok", word: "Answers" },
  loading: { state: "warning", word: "Loads its data" },
  gone: { state: "critical", word: "Nobody listens" },
  silent: { state: "critical", word: "No answer in time" },
  refusing: { state: "warning", word: "Refuses" },
  unasked: { state: "unknown", word: "Not asked" },
} as const satisfies Record<ServerSight["state"], Look>;

const SCRIPT_LOOKS: Record<string, Look> = {
  running: { state: "ok", word: "Running" },
  loading: { state: "warning", word: "Loads its data" },
  stopped: { state: "critical", word: "Stopped" },
  dead: { state: "critical", word: "Dead, PID file left" },
  unresponsive: { state: "critical", word: "Does not answer" },
  password_refused: { state: "warning", word: "Refuses the password" },
  foreign_answer: { state: "critical", word: "Another answers" },
  unreachable: { state: "unknown", word: "Host not reached" },
};

export function scriptLook({ state }: Pick<ScriptSight, "state">): Look {
  return SCRIPT_LOOKS[state] ?? { state: "unknown", word: "Unknown" };
}

export const ACTION_VERBS = { start: "Start", stop: "Stop", restart: "Restart" } as const;

/** What makes sense now; where nobody is sure what is so, everything does, and the plan says what it would meet. */
export function actionsFor({ script, server }: Pick<ManagedRow, "script" | "server">): LifecycleAction[] {
  const isUp = server.state === "running" || server.state === "loading" || script.state === "running";
  const isDown = script.state === "stopped" || script.state === "dead";
  if (isUp && !isDown) return ["restart", "stop"];
  return isDown && !isUp ? ["start"] : ["start", "restart", "stop"];
}
