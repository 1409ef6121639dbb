import { DomainError } from "#lib/errors.ts";
import type { OpenClient } from "./open-client.ts";
import { type InstanceRole, parseRole } from "./parse-role.ts";
import { runOn } from "./redis-handle.ts";

const WITHIN_MS = 1_500;

export type MasterRole = Extract<InstanceRole, { role: "master" }>;

export async function askRole(client: OpenClient, withinMs = WITHIN_MS): Promise<InstanceRole | undefined> {
  return parseRole(await runOn(client, "ROLE", (redis) => redis.role(), withinMs, false));
}

/** The instance's own word that it is the master; throws where it is not. */
export async function verifyMaster(client: OpenClient): Promise<MasterRole> {
  const role = await askRole(client);
  if (role?.role === "master") return role;
  client.retire();
  const what = role === undefined ? "gave no answer to ROLE that makes sense" : `is a ${role.role}, not the master`;
  throw new DomainError("REDIS_UNREACHABLE", `${client.address} ${what}.`, {
    where: client.address,
    advice: "A failover may be under way: try again in a moment. If it stays, check the deployment's configuration.",
  });
}
