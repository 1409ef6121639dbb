import { z } from "zod";
import { keyspaceFields } from "./keyspace-fields.ts";

export const RateLimitKeyspace = z.strictObject({
  ...keyspaceFields,
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
