import { DomainError } from "#lib/errors.ts";
import { before, type OpenClient } from "./open-client.ts";
import { translateError } from "./translate-error.ts";

const WITHIN_MS = 1_500;

/** Asks the instance itself whether it is a master; answers how many replicas it has online. */
export async function verifyMaster(client: OpenClient): Promise<number> {
  const reply = await before(WITHIN_MS, client.address, client.redis.role()).catch((thrown: unknown) => {
    throw translateError(thrown, client.address);
  });
  const [role, , replicas] = Array.isArray(reply) ? reply : [];
  if (role === "master") return Array.isArray(replicas) ? replicas.length : 0;
  client.close();
  throw new DomainError("REDIS_UNREACHABLE", `${client.address} is not a master (any more).`, {
    where: client.address,
    advice: "A failover is under way; try again in a moment.",
  });
}
