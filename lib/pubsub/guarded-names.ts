import { showKey } from "#lib/cache/show-bytes.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate } from "#lib/config/key-template.ts";

const LONGEST_NAME = 200;
const KEYSPACE_EVENT = /^(__keyspace@\d+__:)(.+)$/s;
const KEY_EVENT = /^__keyevent@\d+__:/;

/** Keyspace events name keys, and a session's key lets its holder in. */
export interface GuardedNames {
  channelName(channel: Buffer): string;
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
  return {
    channelName(channel) {
      const [, event = "", key = ""] = KEYSPACE_EVENT.exec(channel.toString("latin1")) ?? [];
      if (event === "" || !isKey(Buffer.from(key, "latin1"))) return showKey(channel, LONGEST_NAME);
      return `${event}(a key that is not shown)`;
    },
    isGuarded: (channel, payload) => KEY_EVENT.test(channel.toString("latin1")) && isKey(payload),
  };
}
