import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Services } from "#lib/services.ts";
import { keepCounters } from "./keep-counters.ts";
import { type CompiledLimiter, limiterNamed } from "./limit-keyspace.ts";
import { keyOfRef } from "./limit-ref.ts";
import { resetCounters } from "./reset-counters.ts";
import { type ResetLimits, ResetLimitsInput } from "./schema.ts";

/** Lets subjects start anew: their counters go, and the keys that block them besides. */
export const resetLimits = defineOperation({
  name: "limits.reset",
  summary: "reset rate limits",
  kind: "change",
  roles: ["support", "sre"],
  input: ResetLimitsInput,
  target: ({ deployment, limits }, services) => ({ deployment, shown: nameLimits(services, deployment, limits) }),
  count: ({ reset }: ResetLimits) => reset,
  async run({ services, actor: { userId } }, { deployment, limits }): Promise<ResetLimits> {
    const keeper = await keepCounters(services, { deployment, userId }, pickedCounters(services, deployment, limits));
    const done = await resetPicked(services, deployment, limits, keeper.before);
    return { ...done, undo: await keeper.finish() };
  },
});

export type PickedLimit = Readonly<{ keyspace: string; key: string }>;

/** Nothing goes unless every key that was picked is one of its limiter's. */
export async function resetPicked(
  services: Pick<Services, "deployments" | "seal">,
  deployment: string,
  limits: readonly PickedLimit[],
  before?: Parameters<typeof resetCounters>[0]["before"],
): Promise<Omit<ResetLimits, "undo">> {
  const connections = services.deployments.get(deployment);
  const picked = pickedCounters(services, deployment, limits);
  const sum: Omit<ResetLimits, "undo"> = {
    reset: 0,
    alreadyGone: 0,
    countingAgain: 0,
    keys: 0,
    replicas: { confirmed: 0, connected: 0 },
    restarts: 0,
    localBlocks: [],
  };
  for (const [index, { limiter, counters }] of picked.entries()) {
    const part = await resetCounters({ connections, limiter, counters, ...(before === undefined ? {} : { before }) });
    sum.reset += part.reset;
    sum.alreadyGone += part.alreadyGone;
    sum.countingAgain += part.countingAgain;
    sum.keys += part.keys;
    sum.restarts += part.restarts;
    sum.replicas = index === 0 ? part.replicas : worse(sum.replicas, part.replicas);
    const { label, localBlock } = limiter.config;
    if (localBlock !== undefined) {
      sum.localBlocks.push({ label, text: localBlock.text, seconds: localBlock.seconds ?? null });
    }
  }
  return sum;
}

export function pickedCounters(
  { deployments, seal }: Pick<Services, "deployments" | "seal">,
  deployment: string,
  limits: readonly PickedLimit[],
): { limiter: CompiledLimiter; counters: Buffer[] }[] {
  const { config } = deployments.get(deployment);
  return [...Map.groupBy(limits, ({ keyspace }) => keyspace)].map(([name, chosen]) => {
    const limiter = limiterNamed(config, name);
    const counters = chosen.map(({ key }) => keyOfRef(seal, deployment, limiter, key));
    assertResettable(limiter, counters);
    return { limiter, counters };
  });
}

function assertResettable({ owns, config: { label, readOnly } }: CompiledLimiter, counters: readonly Buffer[]): void {
  if (readOnly) {
    throw new DomainError("FORBIDDEN", `${label} is read-only in the configuration, so nothing was reset.`, {
      advice: "A live program keeps its state there; change its limits in the program.",
    });
  }
  if (counters.every((key) => owns(key))) return;
  throw new DomainError("FORBIDDEN", `One of the keys is none of ${label}, so nothing was reset.`, {
    advice: "Search again, and pick from what is found.",
  });
}

/** Of several writes the one that is proven least. */
function worse(one: ResetLimits["replicas"], other: ResetLimits["replicas"]): ResetLimits["replicas"] {
  return other.connected - other.confirmed > one.connected - one.confirmed ? other : one;
}

function nameLimits(
  { deployments, seal }: Pick<Services, "deployments" | "seal">,
  deployment: string,
  limits: readonly PickedLimit[],
): string {
  const [first] = limits;
  if (first === undefined) return "rate limits";
  const limiter = limiterNamed(deployments.get(deployment).config, first.keyspace);
  const subject = limiter.subjectOf(keyOfRef(seal, deployment, limiter, first.key));
  const more = limits.length === 1 ? "" : ` and ${limits.length - 1} more`;
  return `${limiter.config.label}: ${subject}${more}`;
}
