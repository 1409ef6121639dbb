import { z } from "zod";
import { keyspaceFields } from "./keyspace-fields.ts";

export const ChannelKeyspace = z.strictObject({
  ...keyspaceFields,
  kind: z.literal("channel"),
  codec: z.enum(["text", "json", "none"]).default("json").describe("How messages are written."),
  publish: z.boolean().default(false).describe("Whether the console may publish test messages to it."),
});

export type ChannelKeyspace = z.output<typeof ChannelKeyspace>;
