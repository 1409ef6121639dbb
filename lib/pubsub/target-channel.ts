import { showKey } from "#lib/cache/show-bytes.ts";
import type { ChannelKeyspace } from "#lib/config/channel-keyspace-schema.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import type { MasterHandle } from "#lib/redis/deployment-connections.ts";
import { declaredChannels, keyspaceOf } from "./channel-keyspaces.ts";
import { systemOf } from "./known-systems.ts";
import { countSubscribers } from "./read-instance.ts";
import { whyNotPublish } from "./why-not-publish.ts";

/** A channel that may be published to. */
export interface TargetChannel {
  readonly channel: Buffer;
  readonly name: string;
  readonly keyspace: ChannelKeyspace;
  readonly isSharded: boolean;
}

/** Throws FORBIDDEN with the reason where publishing would harm, or nobody has said that it would not. */
export function targetChannel(config: DeploymentConfig, id: string, confirm: string | undefined): TargetChannel {
  const channel = Buffer.from(id, "base64url");
  const name = showKey(channel, 200);
  const keyspace = keyspaceOf(declaredChannels(config), channel);
  const isSharded = keyspace?.transport === "sharded";
  const refusal = whyNotPublish(keyspace, systemOf(channel, isSharded, keyspace?.system), isSharded);
  if (keyspace === undefined || refusal !== undefined) {
    throw new DomainError("FORBIDDEN", `Nothing was published to ${name}. ${refusal ?? "It is not declared."}`, {
      advice: "Publish to a channel that the configuration declares with publish: true, and with its codec.",
    });
  }
  if (config.environment.production && !Buffer.from(confirm ?? "").equals(channel)) {
    throw new DomainError("INVALID_INPUT", "Type the channel's name to publish in production.", { where: "confirm" });
  }
  return { channel, name, keyspace, isSharded };
}

/** Subscribers of the other kind would hear nothing, and the answer would look as if nobody listened. */
export async function assertTransport(
  master: MasterHandle,
  { channel, name, isSharded }: TargetChannel,
): Promise<void> {
  const [wanted, other] = isSharded ? ["SHARDNUMSUB", "NUMSUB"] : ["NUMSUB", "SHARDNUMSUB"];
  const count = async (command = "") => (await countSubscribers(master, command, [channel]))[0]?.subscribers ?? 0;
  if ((await count(wanted)) > 0 || (await count(other)) === 0) return;
  const [how, field] = isSharded ? ["SUBSCRIBE", "pubsub"] : ["SSUBSCRIBE", "sharded"];
  throw new DomainError("FORBIDDEN", `Nothing was published: all subscribers of ${name} use ${how}.`, {
    advice: `They are reached with transport: ${field} of the channel in the configuration.`,
  });
}
