import { z } from "zod";
import { CacheKeyspace } from "./cache-keyspace-schema.ts";
import { ChannelKeyspace } from "./channel-keyspace-schema.ts";
import { keyspaceFields } from "./keyspace-fields.ts";
import { RateLimitKeyspace } from "./rate-limit-keyspace-schema.ts";
import { SessionKeyspace } from "./session-keyspace-schema.ts";

export const ProtectedKeyspace = z.strictObject({ ...keyspaceFields, kind: z.literal("protected") });

/** One class of keys of an application; what is not declared is never touched. */
export const Keyspace = z.discriminatedUnion("kind", [
  SessionKeyspace,
  CacheKeyspace,
  RateLimitKeyspace,
  ChannelKeyspace,
  ProtectedKeyspace,
]);
export type Keyspace = z.output<typeof Keyspace>;
