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
});

export type CacheKeyspace = z.output<typeof CacheKeyspace>;
