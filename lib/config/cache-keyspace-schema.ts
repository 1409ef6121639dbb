import { z } from "zod";
import { keyspaceFields } from "./keyspace-fields.ts";

export const CacheKeyspace = z.strictObject({
  ...keyspaceFields,
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
  personal: z
    .array(z.string().min(1).max(256))
    .max(10)
    .default([])
    .describe(
      "Templates of keys that hold one person's data, with {user}, {email} or {ip} in them: the case page finds these.",
    ),
});

export type CacheKeyspace = z.output<typeof CacheKeyspace>;
