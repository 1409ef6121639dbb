import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import type { ScriptOutcome } from "./run-script.ts";
import type { ActionOutcome, LifecycleAction, ServerSight } from "./schema.ts";

interface Evidence {
  instance: ManagedInstance;
  action: LifecycleAction;
  before: ServerSight;
  after: ServerSight;
  /** undefined: it could not be run, or ssh lost it half way. */
  script: ScriptOutcome | undefined;
  /** What the script found last: its own report, or that of a status asked for afterwards. */
  status: ScriptOutcome | undefined;
}

type Proof = Pick<ActionOutcome, "isProven" | "state" | "message">;

/** What is so now, by what was seen; the script's exit status alone proves nothing. */
export function proveOutcome(evidence: Evidence): Proof {
  const { action, after, status, script, instance } = evidence;
  const found = status?.json?.state;
  const said = script?.json?.message ?? "The script did not come to its own end.";
  if (action === "stop") {
    const isDown = (found === "stopped" || found === "dead") && after.state !== "running" && after.state !== "loading";
    if (isDown)
      return { isProven: true, state: "stopped", message: `${instance.name} is stopped: ${nobodyAnswers(after)}.` };
  } else if (isRunning(evidence))
    return { isProven: true, state: "running", message: `${instance.name} runs: ${whoAnswers(evidence)}.` };
  const state = stateNow(after, found);
  return { isProven: false, state, message: `${said} ${nowWords(instance.name, after, found)}` };
}

function isRunning({ action, before, after, status, script }: Evidence): boolean {
  const report = status?.json;
  const isSame = (runId: string | null | undefined, earlier: string | null | undefined) =>
    runId != null && runId === earlier;
  if (after.state === "unasked") {
    // The script has asked it by PING and INFO in the console's place.
    return report?.state === "running" && (action === "start" || !isSame(report.runId, script?.json?.previousRunId));
  }
  if (after.state !== "running" || report?.state !== "running") return false;
  return action === "start" || !isSame(after.runId, before.runId);
}

function stateNow(after: ServerSight, found: string | undefined): ActionOutcome["state"] {
  if (after.state === "running" || after.state === "loading") return after.state;
  return (found === "stopped" || found === "dead") && after.state === "gone" ? "stopped" : "unknown";
}

function nobodyAnswers({ state }: ServerSight): string {
  if (state === "gone") return "nothing answers at its address, and its script finds no process";
  return state === "unasked"
    ? "its script finds no process"
    : `its script finds no process; what is at its address the console could not see (${state})`;
}

function whoAnswers({ after, status }: Evidence): string {
  const runId = after.runId ?? status?.json?.runId;
  const words = [
    "it answers PING",
    ...(runId === undefined ? [] : [`run id ${runId.slice(0, 8)}`]),
    ...(after.role === null ? [] : [after.role]),
    ...(after.version === null ? [] : [`Redis ${after.version}`]),
  ];
  return words.join(", ");
}

function nowWords(name: string, after: ServerSight, found: string | undefined): string {
  const server = {
    running: "it answers",
    loading: "it is loading its data",
    gone: "nothing listens at its address",
    silent: "it does not answer in time",
    refusing: "it answers with a refusal",
    unasked: "the console may not ask it",
  }[after.state];
  return `Now: ${server}${found === undefined ? "" : `, and the script's status of ${name} is ${found.replaceAll("_", " ")}`}.`;
}
