import { z } from "zod";
import { keyspaceFields } from "./keyspace-fields.ts";

export const RATE_LIMIT_ALGORITHMS = [
  "counter",
  "counter-and-block",
  "aligned-counter",
  "sliding-two-buckets",
  "sorted-set-log",
  "list-log",
  "token-hash",
  "token-two-keys",
  "gcra",
  "opaque",
] as const;

const partName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/, "must be the name of a part of match");
const template = z.string().min(1).max(256);

const HashedSubject = z.strictObject({
  part: partName.default("hash"),
  hash: z.enum(["sha256", "sha1", "md5"]),
  template: z.string().min(1).max(256),
  ask: z.array(partName).min(1).max(8),
  known: z.record(partName, z.array(z.string().min(1).max(256)).min(1).max(20)).default({}),
  stagger: partName.optional(),
});
export type HashedSubject = z.output<typeof HashedSubject>;

export const RateLimitKeyspace = z.strictObject({
  ...keyspaceFields,
  kind: z.literal("rate-limit"),
  algorithm: z
    .enum(RATE_LIMIT_ALGORITHMS)
    .default("counter")
    .describe("How the limiter counts; opaque shows only that there is a key."),
  limit: z
    .union([z.int().positive(), z.strictObject({ fromKey: partName })])
    .optional()
    .describe("How many are allowed in one window: a number, or the part of the key that holds it."),
  windowMs: z
    .union([z.int().positive(), z.strictObject({ fromKey: partName, times: partName.optional() })])
    .optional()
    .describe(
      "How long a window is: milliseconds, or the part of the key that holds them or a word (second … year), and the part that multiplies it.",
    ),
  rate: z.number().positive().optional().describe("For tokens and gcra: how many come back in each windowMs."),
  burst: z.int().positive().optional().describe("For tokens and gcra: how many at once; limit where it is not given."),
  unit: z
    .enum(["s", "ms", "us", "ns"])
    .optional()
    .describe("Of the times in a value: ms for a sorted set and a token hash, s for a list, two keys and gcra."),
  epoch: z.iso.datetime().optional().describe("When the times of a gcra value begin; 1970 where it is not given."),
  bucket: z
    .strictObject({ part: partName.default("bucket"), counts: z.enum(["windows", "s", "ms"]).default("windows") })
    .optional()
    .describe("The part of the key that names its window: how many windows since 1970, or the time it began."),
  fields: z
    .strictObject({ tokens: z.string().min(1), time: z.string().min(1) })
    .default({ tokens: "tokens", time: "refilledAt" })
    .describe("The two fields of a token hash."),
  timeKey: template.optional().describe("Template of the key beside the tokens that holds when they were counted."),
  blockKey: template.optional().describe("Template of the key that is there as long as the subject is blocked."),
  resetKey: template.optional().describe("Template of the key that holds when the window ends, in unix seconds."),
  graceMs: z.int().min(0).default(0).describe("How much longer a counter's key lives than its window."),
  subject: z
    .union([z.string().min(1).max(256), HashedSubject])
    .optional()
    .describe(
      "Whom a key counts: a template of its parts; or, where the key holds a hash, how it is made: the template that is hashed, the fields to ask for, the values known for others, and the field that staggers {window}.",
    ),
  secretSubject: z
    .boolean()
    .default(false)
    .describe("true where the subject is a secret, such as an API key: shown as a fingerprint, never in an address."),
  companions: z
    .array(template)
    .default([])
    .describe("Templates of keys that are reset together with the counter; {bucket} is worked out."),
  localBlock: z
    .strictObject({ text: z.string().min(1).max(300), seconds: z.int().positive().optional() })
    .optional()
    .describe("What the application may hold in its own memory after a reset, and for how long at most."),
  readOnly: z.boolean().default(false).describe("true: shown, and never reset."),
  isFromDocumentation: z
    .boolean()
    .default(false)
    .describe("true: the layout was taken from documentation and not tested with the application; the page says so."),
});

export type RateLimitKeyspace = z.output<typeof RateLimitKeyspace>;
