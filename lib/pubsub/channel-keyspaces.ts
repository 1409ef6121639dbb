import type { ChannelKeyspace } from "#lib/config/channel-keyspace-schema.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate } from "#lib/config/key-template.ts";

export interface DeclaredChannels {
  readonly config: ChannelKeyspace;
  owns(channel: Uint8Array): boolean;
}

export function declaredChannels(deployment: Pick<DeploymentConfig, "keyspaces">): DeclaredChannels[] {
  return deployment.keyspaces.flatMap((config) => {
    if (config.kind !== "channel") return [];
    const match = compileKeyTemplate(config.match);
    const excluded = config.exclude.map(compileKeyTemplate);
    const owns = (channel: Uint8Array) =>
      match.matches(channel) !== undefined && !excluded.some((other) => other.matches(channel) !== undefined);
    return [{ config, owns }];
  });
}

/** What the configuration says of a channel; the check of the configuration has seen that there is at most one. */
export function keyspaceOf(declared: readonly DeclaredChannels[], channel: Uint8Array): ChannelKeyspace | undefined {
  return declared.find(({ owns }) => owns(channel))?.config;
}
