import { showKey } from "#lib/cache/show-bytes.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate } from "#lib/config/key-template.ts";
import { globMatches } from "./glob-matches.ts";

const LONGEST_NAME = 200;
const KEYSPACE_EVENT = /^(__keyspace@\d+__:)(.+)$/s;
const KEY_EVENT = /^__keyevent@\d+__:/;

/** Keyspace events name keys, and a session's key lets its holder in. */
export interface GuardedNames {
  channelName(channel: Buffer): string;
  /** Whether the channel's name holds such a key. */
  isHidden(channel: Buffer): boolean;
  /** Whether a pattern may find the channel: a name that is not shown cannot be searched for bit by bit. */
  mayFind(pattern: string, channel: Buffer): boolean;
  /** Whether the message is such a key. */
  isGuarded(channel: Buffer, payload: Buffer): boolean;
}

export function guardedNames({ keyspaces }: Pick<DeploymentConfig, "keyspaces">): GuardedNames {
  const templates = keyspaces.flatMap((keyspace) => {
    if (keyspace.kind !== "session" && keyspace.kind !== "protected") return [];
    const also = keyspace.kind === "session" ? [...keyspace.revoke.also, ...keyspace.revoke.pointers] : [];
    return [keyspace.match, ...also].map(compileKeyTemplate);
  });
  const isKey = (key: Buffer) => templates.some((template) => template.matches(key) !== undefined);
  const hiddenName = (channel: Buffer) => {
    const [, event = "", key = ""] = KEYSPACE_EVENT.exec(channel.toString("latin1")) ?? [];
    return event === "" || !isKey(Buffer.from(key, "latin1")) ? undefined : `${event}(a key that is not shown)`;
  };
  return {
    channelName: (channel) => hiddenName(channel) ?? showKey(channel, LONGEST_NAME),
    isHidden: (channel) => hiddenName(channel) !== undefined,
    mayFind(pattern, channel) {
      const hidden = hiddenName(channel);
      return hidden === undefined || globMatches(Buffer.from(pattern), Buffer.from(hidden));
    },
    isGuarded: (channel, payload) => KEY_EVENT.test(channel.toString("latin1")) && isKey(payload),
  };
}
