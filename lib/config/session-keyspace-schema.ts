import { z } from "zod";
import { keyspaceFields } from "./keyspace-fields.ts";
import { secretNames } from "./secret-names.ts";
import { parseValuePath } from "./value-path.ts";

/** Dotted names, [i] for items, /re/ for a member found by expression, "quoted" for a name with dots, (php) to read a text. */
const path = z
  .string()
  .min(1)
  .max(200)
  .superRefine((text, ctx) => {
    try {
      parseValuePath(text);
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown;
      ctx.addIssue({ code: "custom", message: thrown.message });
    }
  });
const paths = z.union([path, z.array(path).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));
const optionalPaths = paths.optional();

export const SESSION_CODECS = [
  "json",
  "msgpack",
  "pickle",
  "zlib+pickle",
  "php",
  "php-session",
  "php+php",
  "igbinary",
  "marshal",
  "java-hash",
  "none",
] as const;
export type SessionCodec = (typeof SESSION_CODECS)[number];

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
  ...keyspaceFields,
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
      pointers: z
        .array(z.string().min(1).max(256))
        .default([])
        .describe("Templates of keys that name one session, as some indexes do; deleted with that session alone."),
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
  redact: secretNames.describe("Expressions; a member whose name matches one is never shown."),
});
export type SessionKeyspace = z.output<typeof SessionKeyspace>;
