import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { ListedClient } from "#lib/redis/parse-client-list.ts";
import type { ClientKind } from "./schema.ts";

/** Sentinels name their two connections so; a name proves nothing, so nothing is refused because of it. */
const SENTINEL_NAME = /^sentinel-[0-9a-f]{8}-(cmd|pubsub)$/;

/** `own` is the connection that asked: what has its name, its host and one of the console's users is the console's too. */
export function clientKind(client: ListedClient, own: ListedClient | undefined, config: DeploymentConfig): ClientKind {
  if (client.flags.includes("replica")) return "replica";
  if (client.flags.includes("master")) return "master";
  if (own !== undefined && isSibling(client, own, config)) return "console";
  return SENTINEL_NAME.test(client.name ?? "") ? "sentinel" : "application";
}

function isSibling(client: ListedClient, own: ListedClient, { users }: DeploymentConfig): boolean {
  if (client.id === own.id) return true;
  const logins = [users.reader, users.writer, users.configReader].map((login) => login?.username);
  return client.name === own.name && hostOf(client) === hostOf(own) && logins.includes(client.user ?? "default");
}

function hostOf({ address = "" }: ListedClient): string {
  return address.slice(0, address.lastIndexOf(":"));
}
