import { randomUUID } from "node:crypto";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import { CHECK_CATALOGUE, type CheckId } from "#lib/health/catalogue.ts";
import { plainText } from "#lib/plain-text.ts";
import type { Notice, ToldState } from "./schema.ts";
import type { SeenState } from "./seen-states.ts";

interface Change {
  kind: Notice["kind"];
  oldState: ToldState;
  newState: ToldState;
  at: number;
}

/** Its words come from outside in part, so they are shortened and made printable. */
export function noticeOf(config: ConsoleConfig, deployment: string, seen: SeenState, change: Change): Notice {
  const { checkId, instance, check } = seen;
  const label = labelOf(checkId);
  const whole = check !== undefined && check.state === change.newState ? check : undefined;
  return {
    ...frameOf(config, deployment, instance),
    ...change,
    check: { id: checkId, label },
    headline: plainText(headlineOf(label, seen, change), 300),
    value: check === undefined ? null : plainText(check.value, 100),
    threshold: whole?.threshold == null ? null : plainText(whole.threshold, 200),
    advice: whole?.advice == null ? null : plainText(whole.advice, 500),
  };
}

/** What proves that a target can be reached. */
export function testNotice(config: ConsoleConfig, deployment: string, at: number): Notice {
  return {
    ...frameOf(config, deployment, ""),
    kind: "test",
    at,
    oldState: "ok",
    newState: "ok",
    check: { id: "test", label: "Test message" },
    headline: "this is a test message; nothing is wrong",
    value: null,
    threshold: null,
    advice: null,
  };
}

function frameOf(config: ConsoleConfig, deployment: string, instance: string) {
  const { label = deployment, environment } = config.deployments[deployment] ?? {};
  const query = instance === "" ? "" : `?instance=${encodeURIComponent(instance)}`;
  return {
    id: randomUUID(),
    deployment: { name: deployment, label, environment: environment?.name ?? "" },
    instance: instance === "" ? null : plainText(instance, 100),
    link: new URL(`/${deployment}/overview${query}`, config.console.address).href,
  };
}

function labelOf(checkId: string): string {
  return Object.hasOwn(CHECK_CATALOGUE, checkId) ? CHECK_CATALOGUE[checkId as CheckId].label : checkId;
}

function headlineOf(label: string, { check, instance }: SeenState, { kind, newState }: Change): string {
  const subject = instance === "" ? label : `${label} of ${instance}`;
  if (kind === "flapping") return `${subject} changes too often to be told each time`;
  if (check === undefined) return `${subject} does not apply any more`;
  if (check.state === newState && check.headline !== "") return check.headline;
  return newState === "ok" ? `${subject} is ok again` : `${subject} is ${newState}`;
}
