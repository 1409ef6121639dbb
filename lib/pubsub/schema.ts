import { z } from "zod";

const deployment = z.string();

/** The channel's own bytes. */
export const ChannelId = z.base64url().min(1).max(2_048);

export const ChannelSystem = z.object({
  id: z.string(),
  label: z.string(),
  explains: z.string(),
  /** never: it breaks its readers · built: only what the console builds itself · json: safe as JSON. */
  publishing: z.enum(["never", "built", "json"]),
  why: z.string(),
  /** The name only looks so. */
  isGuess: z.boolean(),
});
export type ChannelSystem = z.infer<typeof ChannelSystem>;

export const ListChannelsInput = z.strictObject({
  deployment,
  /** A part of the name, or a pattern with * ? [ ]. */
  filter: z.string().max(256, "must have at most 256 characters").default(""),
});

export const ChannelRow = z.object({
  id: ChannelId,
  name: z.string(),
  isSharded: z.boolean(),
  /** Without the console's own. */
  byInstance: z.array(z.object({ address: z.string(), subscribers: z.number() })),
  subscribers: z.number(),
  /** Of the console itself. */
  watchers: z.number(),
  /** Messages a second; null while nobody watches the channel here. */
  perSecond: z.number().nullable(),
  keyspace: z.object({ name: z.string(), label: z.string() }).nullable(),
  system: ChannelSystem.nullable(),
  /** Why nobody may publish to it from here; null: it may be done. */
  whyNotPublish: z.string().nullable(),
});
export type ChannelRow = z.infer<typeof ChannelRow>;

export const PubsubInstance = z.object({
  address: z.string(),
  role: z.enum(["master", "replica"]),
  channels: z.number(),
  shardChannels: z.number(),
  /** Different patterns: two clients with the same one count once. */
  patterns: z.number(),
  failure: z.object({ message: z.string(), advice: z.string() }).nullable(),
});
export type PubsubInstance = z.infer<typeof PubsubInstance>;

/** Redis names no patterns; it says which client has how many. */
export const PubsubClient = z.object({
  instance: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  address: z.string(),
  user: z.string().nullable(),
  kind: z.enum(["application", "sentinel", "console"]),
  channels: z.number(),
  patterns: z.number(),
  shardChannels: z.number(),
  ageSeconds: z.number().nullable(),
  outputBytes: z.number().nullable(),
});
export type PubsubClient = z.infer<typeof PubsubClient>;

export const PubsubChannels = z.object({
  at: z.number(),
  instances: z.array(PubsubInstance),
  channels: z.array(ChannelRow),
  /** All that fit, of which `channels` are the first. */
  total: z.number(),
  /** There are so many channels that only a filter lists them. */
  needsFilter: z.boolean(),
  clients: z.array(PubsubClient),
});
export type PubsubChannels = z.infer<typeof PubsubChannels>;
