import { z } from "zod";
import { Expression } from "./expression-schema.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and dashes");

/** Dotted names, [i] for items, /re/ for a member found by expression, "quoted" for a name with dots. */
const path = z.string().min(1).max(200);
const paths = z.union([path, z.array(path).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));
const optionalPaths = paths.optional();

const common = {
  name: slug.describe("A short unique name, used in addresses and in the audit log."),
  label: z.string().min(1).max(60).describe("What people read."),
  db: z
    .int()
    .min(0)
    .max(1023)
    .describe("The logical database the keys are in; without it, the one that logicalDatabases gives the kind."),
  match: z
    .string()
    .min(1)
    .max(256)
    .describe("The key's template: literal text with {id}, {user} … where a part varies; {id:[0-9a-f-]+} narrows it."),
  exclude: z
    .array(z.string().min(1).max(256))
    .default([])
    .describe("Templates of keys that match but are something else."),
  sample: z
    .array(z.string().min(1).max(1024))
    .max(20)
    .optional()
    .describe("Real keys; the start fails unless each has the form of match."),
};

export const SESSION_CODECS = ["json", "none"] as const;

/** How long the key still lives, less what the framework adds to it; or a time inside the value. */
const expires = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("ttl"), lessMs: z.int().min(0).default(0) }),
  z.strictObject({ from: z.literal("path"), path: paths }),
]);

/** A time inside the value; or worked out from what is left of a life that each request renews. */
const lastSeen = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("path"), path: paths }),
  z.strictObject({ from: z.literal("max-age-ttl"), maxAge: z.union([path, z.int().positive()]) }),
]);

export const SessionKeyspace = z.strictObject({
  ...common,
  kind: z.literal("session"),
  type: z.enum(["string", "hash"]).describe("The Redis type that holds a session."),
  codec: z.array(z.enum(SESSION_CODECS)).min(1).describe("How a value is written; the first that fits is used."),
  field: z
    .string()
    .min(1)
    .optional()
    .describe("For a hash: the one field that holds the encoded session, if one does."),
  user: optionalPaths.describe("Where the user's id is in a session."),
  email: optionalPaths.describe("Where the user's e-mail address is."),
  ip: optionalPaths.describe("Where the client's address is."),
  device: optionalPaths.describe("Where the user agent or device name is."),
  created: optionalPaths.describe("Where the time of sign-in is: ISO text, seconds or milliseconds."),
  lastSeen: lastSeen.optional().describe("Where the time of the last request is, or how to work it out."),
  expires: expires.default({ from: "ttl", lessMs: 0 }).describe("How the end of a session is known."),
  authoritative: z.boolean().default(true).describe("false where deleting the key does not sign the user out."),
  revoke: z
    .strictObject({
      also: z
        .array(z.string().min(1).max(256))
        .default([])
        .describe("Templates of keys that are deleted with a session."),
      recheckMs: z
        .array(z.int().min(0).max(60_000))
        .max(5)
        .default([1000, 10_000])
        .describe("When to look whether a request in flight has brought the session back, in ms after the deletion."),
    })
    .prefault({}),
  cookie: z
    .strictObject({
      name: z.string().min(1).describe("The cookie's name."),
      toId: z.enum(["none", "express-signed", "sha256"]).describe("What makes an id of its value."),
    })
    .optional()
    .describe("How the browser's cookie becomes the session's id."),
  redact: z
    .array(Expression)
    .default([
      "token",
      "secret",
      "password",
      "passwd",
      "csrf",
      "hash",
      "authorization",
      "cookie$",
      "api[-_]?key",
      "credential",
    ])
    .describe("Expressions; a member whose name matches one is never shown."),
});
export type SessionKeyspace = z.output<typeof SessionKeyspace>;

export const CacheKeyspace = z.strictObject({
  ...common,
  kind: z.literal("cache"),
  scopes: z
    .array(
      z.strictObject({
        label: z.string().min(1).describe("What people read."),
        pattern: z.string().min(1).max(256).describe("A key pattern as SCAN takes it."),
      }),
    )
    .default([])
    .describe("Ready patterns that people may flush."),
});

export type CacheKeyspace = z.output<typeof CacheKeyspace>;

export const RateLimitKeyspace = z.strictObject({
  ...common,
  kind: z.literal("rate-limit"),
  algorithm: z
    .enum(["counter", "sorted-set-log", "opaque"])
    .default("counter")
    .describe("How the limiter counts; opaque shows only that there is a key."),
  limit: z.int().positive().optional().describe("How many are allowed in one window."),
  windowMs: z.int().positive().optional().describe("How long a window is, in milliseconds."),
  companions: z
    .array(z.string().min(1))
    .default([])
    .describe("Templates of keys that are reset together with the counter."),
});

export type RateLimitKeyspace = z.output<typeof RateLimitKeyspace>;

export const ChannelKeyspace = z.strictObject({
  ...common,
  kind: z.literal("channel"),
  codec: z.enum(["text", "json", "none"]).default("json").describe("How messages are written."),
  publish: z.boolean().default(false).describe("Whether the console may publish test messages to it."),
});

export const ProtectedKeyspace = z.strictObject({ ...common, kind: z.literal("protected") });

/** One class of keys of an application; what is not declared is never touched. */
export const Keyspace = z.discriminatedUnion("kind", [
  SessionKeyspace,
  CacheKeyspace,
  RateLimitKeyspace,
  ChannelKeyspace,
  ProtectedKeyspace,
]);
export type Keyspace = z.output<typeof Keyspace>;
