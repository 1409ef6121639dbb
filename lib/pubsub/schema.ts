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
  /** Where the name is hidden, a tag in its place. */
  id: ChannelId,
  name: z.string(),
  /** The name holds the key of a session: it is not shown, and the channel cannot be opened. */
  isHidden: z.boolean(),
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
  /** There are so many that only a whole name is looked up. */
  needsName: z.boolean(),
  /** The first of them. */
  clients: z.array(PubsubClient),
  clientTotal: z.number(),
  /** Subscriptions by pattern of all clients. */
  patternTotal: z.number(),
});
export type PubsubChannels = z.infer<typeof PubsubChannels>;

/** What a person typed; the bytes are made of it on the server. */
export const MessageBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string().max(65_536, "must have at most 65,536 characters") }),
  z.strictObject({
    kind: z.literal("emit"),
    event: z.string().trim().min(1, "must name the event").max(200),
    /** A JSON list. */
    args: z.string().max(65_536),
    /** Empty: everybody in the namespace. */
    rooms: z.array(z.string().min(1).max(200)).max(20),
  }),
]);
export type MessageBody = z.infer<typeof MessageBody>;

/** In production a person types the channel's name. */
const confirm = z.string().max(512).optional();

export const PublishInput = z.strictObject({ deployment, channel: ChannelId, body: MessageBody, confirm });

export const Published = z.object({
  /** seen: the answer was lost, and the console's own subscription received the message. */
  outcome: z.enum(["published", "seen"]),
  instance: z.string(),
  /** Without the console's own; null where the answer was lost. */
  receivers: z.number().nullable(),
  /** Deliveries to the console itself, which are not counted. */
  own: z.number(),
  replyMs: z.number().nullable(),
  /** From sending until the console's own subscription had it; null where it did not come, or could not be made. */
  roundTripMs: z.number().nullable(),
  roundTripNote: z.string().nullable(),
  bytes: z.number(),
  at: z.number(),
});
export type Published = z.infer<typeof Published>;

export const ReceiptInput = z.strictObject({ deployment, channel: ChannelId, confirm });

export const ReceiptOfInstance = z.object({
  address: z.string(),
  role: z.enum(["master", "replica"]),
  /** Since the message was sent; null where it did not arrive. */
  arrivedMs: z.number().nullable(),
  isLinkUp: z.boolean().nullable(),
  /** Why the console could not listen there. */
  failure: z.object({ message: z.string(), advice: z.string() }).nullable(),
});
export type ReceiptOfInstance = z.infer<typeof ReceiptOfInstance>;

export const Receipt = z.object({
  nonce: z.string(),
  channel: z.string(),
  at: z.number(),
  sentFrom: z.string(),
  receivers: z.number().nullable(),
  waitedMs: z.number(),
  instances: z.array(ReceiptOfInstance),
});
export type Receipt = z.infer<typeof Receipt>;

/** Names of channels and patterns, each base64url, with a dot between them. */
const names = z
  .string()
  .max(20_000)
  .default("")
  .transform((text) => (text === "" ? [] : text.split(".")))
  .pipe(z.array(ChannelId).max(20, "must be at most 20"));

export const TailInput = z
  .strictObject({ deployment, channels: names, patterns: names, shards: names })
  .refine(({ channels, patterns, shards }) => channels.length + patterns.length + shards.length > 0, {
    message: "must name a channel or a pattern",
    path: ["channels"],
  });

export const TailSource = z.object({
  address: z.string(),
  role: z.enum(["master", "replica"]),
  since: z.number(),
});
export type TailSource = z.infer<typeof TailSource>;

/** When nothing was heard; `until` is null while it lasts. */
export const TailGap = z.object({ from: z.number(), until: z.number().nullable(), reason: z.string() });
export type TailGap = z.infer<typeof TailGap>;

export const TailMessage = z.object({
  at: z.number(),
  channel: z.string(),
  /** The pattern it came by. */
  pattern: z.string().nullable(),
  isSharded: z.boolean(),
  kind: z.enum(["json", "text", "binary", "withheld"]),
  text: z.string(),
  bytes: z.number(),
  isCut: z.boolean(),
  /** Members that were masked. */
  masked: z.number(),
});
export type TailMessage = z.infer<typeof TailMessage>;

export const TailEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("source"), source: TailSource }),
  z.object({ type: z.literal("gap"), gap: TailGap }),
  z.object({ type: z.literal("refused"), name: z.string(), message: z.string(), advice: z.string() }),
  z.object({
    type: z.literal("batch"),
    messages: z.array(TailMessage),
    /** All that came since the stream began, shown or not. */
    received: z.number(),
    notShown: z.number(),
    perSecond: z.number(),
    /** The busiest of the last second. */
    channels: z.array(z.object({ channel: z.string(), perSecond: z.number() })),
  }),
]);
export type TailEvent = z.infer<typeof TailEvent>;

export const PubsubSample = z.object({
  id: z.string(),
  channel: ChannelId,
  channelName: z.string(),
  label: z.string(),
  body: MessageBody,
  /** Whoever saved it; null: it stands in the configuration. */
  savedBy: z.string().nullable(),
  savedAt: z.number().nullable(),
});
export type PubsubSample = z.infer<typeof PubsubSample>;

export const ListSamplesInput = z.strictObject({ deployment });
export const PubsubSamples = z.object({ samples: z.array(PubsubSample) });
export type PubsubSamples = z.infer<typeof PubsubSamples>;

export const SaveSampleInput = z.strictObject({
  deployment,
  channel: ChannelId,
  label: z.string().trim().min(1, "must have a name").max(60, "must have at most 60 characters"),
  body: MessageBody,
});
export const RemoveSampleInput = z.strictObject({ deployment, id: z.uuid() });

export const DiagnoseInput = z.strictObject({
  deployment,
  channel: ChannelId,
  /** How long it listens for a message. */
  seconds: z.coerce.number().int().min(1).max(20).default(5),
});

/** One thing that was looked at, in words. */
export const Finding = z.object({
  state: z.enum(["ok", "warning", "critical", "unknown"]),
  title: z.string(),
  detail: z.string(),
});
export type Finding = z.infer<typeof Finding>;

export const DiagnosedInstance = z.object({
  address: z.string(),
  role: z.enum(["master", "replica"]),
  failure: z.object({ message: z.string(), advice: z.string() }).nullable(),
  subscribers: z.number(),
  shardSubscribers: z.number(),
  /** Of all clients there: nobody can say which pattern is whose. */
  patternSubscriptions: z.number(),
  /** Heard while listening; null where the console could not listen. */
  messages: z.number().nullable(),
  listenFailure: z.string().nullable(),
  isLinkUp: z.boolean().nullable(),
  linkDownSeconds: z.number().nullable(),
  uptimeSeconds: z.number().nullable(),
  /** Clients closed because their output buffer was full, since the instance started; null where it does not count them. */
  bufferDisconnections: z.number().nullable(),
  evictedClients: z.number().nullable(),
  /** client-output-buffer-limit of the class pubsub; null where the console may not read it. */
  bufferLimit: z.object({ hardBytes: z.number(), softBytes: z.number(), softSeconds: z.number() }).nullable(),
  largestBufferBytes: z.number(),
  /** Of the clients that subscribe to anything; what was published before is lost to them. */
  youngestClientSeconds: z.number().nullable(),
});
export type DiagnosedInstance = z.infer<typeof DiagnosedInstance>;

export const Diagnosis = z.object({
  at: z.number(),
  channel: z.string(),
  seconds: z.number(),
  verdict: Finding,
  findings: z.array(Finding),
  instances: z.array(DiagnosedInstance),
  /** The first of them, of all instances. */
  clients: z.array(PubsubClient),
  clientTotal: z.number(),
});
export type Diagnosis = z.infer<typeof Diagnosis>;
