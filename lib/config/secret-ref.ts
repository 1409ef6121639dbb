import { z } from "zod";

/** Where a secret is kept: never in the configuration file itself. */
export const SecretRef = z
  .union([
    z.strictObject({
      env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable"),
    }),
    z.strictObject({ file: z.string().min(1) }),
  ])
  .describe("Where the secret is kept: { env: NAME } or { file: PATH }.");
export type SecretRef = z.infer<typeof SecretRef>;
