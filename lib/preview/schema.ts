import { z } from "zod";

/** Variables that the browser may have: values as wire text, secrets as placeholders. */
export const ConfigEnvironment = z.object({
  name: z.string(),
  /** Where it was read from, for people. */
  file: z.string(),
  variables: z.string(),
  /** One for each instance that has a file of its own, which comes on top. */
  hosts: z.array(z.object({ name: z.string(), variables: z.string() })),
  problems: z.array(z.object({ file: z.string(), line: z.number().nullable(), reason: z.string() })),
});
export type ConfigEnvironment = z.infer<typeof ConfigEnvironment>;

/** All that a preview is made from. */
export const ConfigSources = z.object({
  templates: z.object({ redis: z.string(), sentinel: z.string() }),
  environments: z.array(ConfigEnvironment),
  /** The one that the deployment is deployed from. */
  environment: z.string().nullable(),
  usesSentinel: z.boolean(),
  holdsSessions: z.boolean(),
  holdsRateLimits: z.boolean(),
  holdsCache: z.boolean(),
  sentinels: z.number().nullable(),
  replicas: z.number().nullable(),
});
export type ConfigSources = z.infer<typeof ConfigSources>;

/** What is previewed, as a request names it. */
export const PreviewInput = z.strictObject({
  deployment: z.string(),
  template: z.enum(["redis", "sentinel"]),
  environment: z.string().max(80),
  host: z.string().max(80).nullable(),
  edits: z.array(z.tuple([z.string().regex(/^[A-Za-z_]\w{0,80}$/), z.string().max(4_000)])).max(200),
});
export type PreviewInput = z.infer<typeof PreviewInput>;
