import { z } from "zod";
import { keyspaceFields } from "./keyspace-fields.ts";
import { SECRET_MEMBERS, secretNames } from "./secret-names.ts";

/** What well-known libraries make of their channels; named by a preset where the channel's name does not say it. */
export const CHANNEL_SYSTEMS = ["graphql-subscriptions", "laravel", "action-cable", "console"] as const;

export const ChannelKeyspace = z.strictObject({
  ...keyspaceFields,
  kind: z.literal("channel"),
  codec: z
    .enum(["text", "json", "socketio-emit", "none"])
    .default("json")
    .describe(
      "How messages are written. socketio-emit: the console builds what a Socket.IO adapter reads; none: nobody publishes.",
    ),
  transport: z
    .enum(["pubsub", "sharded"])
    .default("pubsub")
    .describe("sharded: its subscribers use SSUBSCRIBE, so the console publishes with SPUBLISH."),
  publish: z.boolean().default(false).describe("Whether the console may publish test messages to it."),
  system: z
    .enum(CHANNEL_SYSTEMS)
    .optional()
    .describe("The library behind the channel, where its name does not say it."),
  examples: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(60).describe("What people read."),
        body: z.string().max(16_384).describe("The message, as a person would type it."),
      }),
    )
    .max(20)
    .default([])
    .describe("Messages to begin with; never a place for secrets."),
  redact: secretNames.describe("Expressions; a JSON member whose name matches one is masked in the live view."),
});

export type ChannelKeyspace = z.output<typeof ChannelKeyspace>;

/** For channels that the configuration does not declare. */
export const DEFAULT_CHANNEL_REDACT: readonly string[] = SECRET_MEMBERS;
