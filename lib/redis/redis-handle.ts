import type { RedisHandle } from "./deployment-connections.ts";
import { before, type OpenClient } from "./open-client.ts";
import { translateError } from "./translate-error.ts";

/** Everything settles by then, whatever the server does. */
const OUTER_DEADLINE_MS = 2_500;

export function toHandle(client: OpenClient, db: number): RedisHandle {
  return {
    address: client.address,
    db,
    runId: client.runId,
    async run(_what, commands, { timeoutMs = OUTER_DEADLINE_MS } = {}) {
      try {
        return await before(timeoutMs, client.address, commands(client.redis));
      } catch (thrown) {
        throw translateError(thrown, client.address);
      }
    },
  };
}
