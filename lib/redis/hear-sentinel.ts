import type { Hearing } from "./deployment-connections.ts";
import type { OpenClient } from "./open-client.ts";
import { runOn } from "./redis-handle.ts";

const SUBSCRIBED_WITHIN_MS = 1_000;

export async function hearSentinel(
  client: OpenClient,
  hear: (event: string, text: string) => void,
  onEnd: () => void,
): Promise<Hearing> {
  client.redis.on("pmessage", (_pattern: string, event: string, text: string) => hear(event, text));
  try {
    await runOn(client, "PSUBSCRIBE", (redis) => redis.psubscribe("*"), SUBSCRIBED_WITHIN_MS);
  } catch (thrown) {
    client.close();
    throw thrown;
  }
  let isWanted = true;
  client.onEnd(() => {
    if (isWanted) onEnd();
  });
  return {
    close() {
      isWanted = false;
      client.close();
    },
  };
}
