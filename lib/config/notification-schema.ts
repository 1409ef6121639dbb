import { z } from "zod";
import { SecretRef } from "./secret-ref.ts";

export const NotificationTarget = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and dashes")
    .describe("What people call the target; its URL is never shown."),
  kind: z.enum(["webhook", "slack"]).describe("The shape of the message: JSON with every field, or Slack's."),
  url: SecretRef.describe("Where messages are posted to: https, or http on this machine. It holds a token often."),
  deployments: z.array(z.string().min(1)).min(1).optional().describe("Only these deployments; all without it."),
  minimum: z
    .enum(["warning", "critical"])
    .default("warning")
    .describe("critical: only what becomes critical, and its end."),
  headers: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, "must be the name of an HTTP header"),
      SecretRef.describe("Further headers of each request, such as Authorization."),
    )
    .optional(),
  secret: SecretRef.optional().describe("Signs each request: X-Redis-Console-Signature, HMAC with SHA-256."),
  allowInsecure: z.boolean().default(false).describe("true: http to another machine is allowed."),
});
export type NotificationTarget = z.output<typeof NotificationTarget>;
