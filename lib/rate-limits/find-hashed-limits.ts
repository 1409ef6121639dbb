import type { HashedSubject } from "#lib/config/rate-limit-keyspace-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { hashedKeys } from "./hash-subject.ts";
import { type CompiledLimiter, limiterNamed } from "./limit-keyspace.ts";
import { readHashed } from "./read-hashed.ts";
import { FindHashedLimitsInput, type RateLimits } from "./schema.ts";
import { serverTime } from "./server-time.ts";

/** Counters of a limiter that hashes its subjects: the keys are worked out from what they are made of. */
export const findHashedLimits = defineOperation({
  name: "limits.find-hashed",
  summary: "look up rate limits",
  kind: "access",
  roles: ["support", "engineer", "sre"],
  input: FindHashedLimitsInput,
  target: ({ deployment, keyspace, fields }) => ({
    deployment,
    shown: `rate limits of a subject of ${keyspace}`,
    identity: Object.values(fields).join(" "),
  }),
  async run({ services }, { deployment, keyspace, fields }): Promise<AsyncIterable<RateLimits>> {
    const connections = services.deployments.get(deployment);
    const limiter = limiterNamed(connections.config, keyspace);
    const { subject, label } = limiter.config;
    if (typeof subject !== "object") {
      throw new DomainError("INVALID_INPUT", `${label} does not hash its subjects: search for the subject itself.`);
    }
    const unknown = Object.keys(fields).find((name) => !subject.ask.includes(name));
    if (unknown !== undefined) {
      throw new DomainError("INVALID_INPUT", `The keys of ${label} are not made of a field ${unknown}.`, {
        where: "fields",
        advice: `They are made of ${subject.ask.join(", ")}.`,
      });
    }
    return look(connections, limiter, subject, fields, services.now);
  },
});

async function* look(
  connections: DeploymentConnections,
  limiter: CompiledLimiter,
  subject: HashedSubject,
  fields: Readonly<Record<string, string>>,
  now: () => number,
): AsyncGenerator<RateLimits> {
  const { handle, role } = await readingSource(connections, limiter.config.db, "replica");
  const keys = hashedKeys(limiter, subject, fields, await serverTime(handle));
  const limits = await readHashed(handle, limiter, keys);
  const source = { address: handle.address, role };
  yield {
    limits,
    looked: keys.length,
    isComplete: true,
    at: now(),
    source,
    isShareable: !limiter.config.secretSubject,
  };
}
