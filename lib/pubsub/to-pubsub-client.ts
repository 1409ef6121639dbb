import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { plainText } from "#lib/plain-text.ts";
import type { ListedClient } from "#lib/redis/parse-client-list.ts";
import type { PubsubClient } from "./schema.ts";

const LONGEST_WORD = 100;
const CONSOLE_NAME = "redis-console";
const SENTINEL_NAME = /^sentinel-[0-9a-f]{8}-(cmd|pubsub)$/;

/** Names prove nothing: they say whose a connection seems to be, and nothing is decided by them. */
export function toPubsubClient(client: ListedClient, instance: string, { users }: DeploymentConfig): PubsubClient {
  const isConsole = client.name === CONSOLE_NAME && client.user === (users.reader.username ?? "default");
  return {
    instance,
    id: client.id,
    name: word(client.name),
    address: word(client.address) ?? "not known",
    user: word(client.user),
    kind: isConsole ? "console" : SENTINEL_NAME.test(client.name ?? "") ? "sentinel" : "application",
    channels: client.subscriptions ?? 0,
    patterns: client.patternSubscriptions ?? 0,
    shardChannels: client.shardSubscriptions ?? 0,
    ageSeconds: client.ageSeconds ?? null,
    outputBytes: client.outputBufferBytes ?? null,
  };
}

function word(text: string | undefined): string | null {
  return text === undefined ? null : plainText(text, LONGEST_WORD);
}
