import type { Redis } from "ioredis";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { Purpose, RedisHandle } from "#lib/redis/deployment-connections.ts";
import type { Services } from "#lib/services.ts";
import type { InspectInput } from "./inspect-input.ts";
import type { Part } from "./schema.ts";

type Commands<T> = (redis: Redis) => Promise<T>;

/** One instance to ask. `right` is what the ACL must allow, as ACL SETUSER takes it: `+slowlog|get`. */
export interface OpenInstance {
  readonly config: DeploymentConfig;
  readonly handle: RedisHandle;
  ask<T>(what: string, right: string, commands: Commands<T>): Promise<T>;
  /** Like `ask`, but what the instance refuses is a value; that it does not answer at all is thrown. */
  askPart<T>(what: string, right: string, commands: Commands<T>): Promise<Part<T>>;
}

export async function openInstance(
  services: Services,
  { deployment, instance }: InspectInput,
  purpose: Extract<Purpose, "read" | "write"> = "read",
): Promise<OpenInstance> {
  const { config, ...connections } = services.deployments.get(deployment);
  const handle = await connections.instance(instance, 0, purpose);
  const user = (purpose === "read" ? config.users.reader : config.users.writer)?.username ?? "default";
  const ask: OpenInstance["ask"] = async (what, right, commands) => {
    try {
      return await handle.run(what, commands);
    } catch (thrown) {
      throw withGrant(thrown, user, right);
    }
  };
  return {
    config,
    handle,
    ask,
    async askPart(what, right, commands) {
      try {
        return { ok: true, data: await ask(what, right, commands) };
      } catch (thrown) {
        if (!isDomainError(thrown) || thrown.code !== "REDIS_REPLIED_ERROR") throw thrown;
        return { ok: false, refusal: { message: thrown.message, advice: thrown.advice } };
      }
    },
  };
}

/** A refusal of the ACL says which line would lift it. */
export function withGrant(thrown: unknown, user: string, right: string): unknown {
  if (!isDomainError(thrown) || !thrown.message.includes("(NOPERM)")) return thrown;
  return new DomainError(thrown.code, thrown.message, {
    ...(thrown.where === undefined ? {} : { where: thrown.where }),
    advice: `Run ACL SETUSER ${user} ${right} on the instance, and write the same into its ACL file.`,
    cause: thrown,
  });
}
