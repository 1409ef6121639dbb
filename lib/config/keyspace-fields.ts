import { z } from "zod";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and dashes");

/** What every keyspace has. */
export const keyspaceFields = {
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
