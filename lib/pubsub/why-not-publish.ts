import type { ChannelKeyspace } from "#lib/config/channel-keyspace-schema.ts";
import type { ChannelSystem } from "./schema.ts";

/** Why nobody may publish to the channel from here; undefined where it may be done. */
export function whyNotPublish(
  keyspace: ChannelKeyspace | undefined,
  system: ChannelSystem | undefined,
  isSharded: boolean,
): string | undefined {
  if (system?.publishing === "never") return system.why;
  if (keyspace === undefined) {
    return system?.publishing === "built"
      ? `${system.why} The configuration would have to declare it with codec socketio-emit and publish: true.`
      : "The configuration does not declare the channel, so nobody knows what its readers can take.";
  }
  if (!keyspace.publish) return `The configuration declares it (${keyspace.label}) without publish: true.`;
  if (keyspace.codec === "none") return `The configuration says nobody can write its messages (${keyspace.label}).`;
  const isEmit = keyspace.codec === "socketio-emit";
  if (system?.publishing === "built" && !isEmit) return `${system.why} Its codec must be socketio-emit.`;
  if (isEmit && system?.publishing !== "built") {
    return "An emit for Socket.IO goes to a channel such as socket.io#/#, and this is none.";
  }
  if (isSharded !== (keyspace.transport === "sharded")) {
    return isSharded
      ? "Its subscribers use SSUBSCRIBE, which PUBLISH does not reach: the configuration needs transport: sharded."
      : "The configuration says transport: sharded, and SPUBLISH does not reach subscribers like these.";
  }
  return undefined;
}
