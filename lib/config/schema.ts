import { z } from "zod";
import { Role } from "#lib/roles.ts";
import { DeploymentConfig } from "./deployment-schema.ts";
import { NotificationTarget } from "./notification-schema.ts";
import { SecretRef } from "./secret-ref.ts";

const Oidc = z.strictObject({
  name: z.string().min(1).default("Single sign-on").describe("What the button says."),
  issuer: z.url().describe("The provider's address, as its discovery document names it."),
  clientId: z.string().min(1).describe("What the provider calls this console."),
  clientSecret: SecretRef.describe("What the provider gave with it."),
  scope: z.string().default("openid profile email").describe("What is asked of the provider."),
  roleClaim: z.string().min(1).default("groups").describe("The claim, dotted if nested, that names a person's groups."),
  roles: z
    .partialRecord(Role, z.array(z.string().min(1)).min(1))
    .describe("Which values of the claim give which role. Nobody without a match gets in."),
});

const Console = z.strictObject({
  address: z
    .url()
    .default("http://127.0.0.1:3000")
    .describe("The address people type. Anything but loopback must be https."),
  allowedHosts: z.array(z.string().min(1)).default([]).describe("Further Host headers to answer to."),
  trustedProxies: z.int().min(0).max(5).default(0).describe("How many proxies in front add to X-Forwarded-For."),
  readOnly: z.boolean().default(false).describe("Turns every change off, for everyone."),
  secret: SecretRef.default({ env: "NEXTAUTH_SECRET" }).describe(
    "At least 32 characters; signs cookies and seals references.",
  ),
  metricsToken: SecretRef.optional().describe(
    "At least 32 characters; with it as bearer token Prometheus may read /api/metrics, which answers nobody without one.",
  ),
  usersFile: z.string().min(1).optional().describe("The file of the console's own users; see the users command."),
  oidc: Oidc.optional(),
  idleMinutes: z.int().min(1).max(60).default(15).describe("A sign-in ends when nothing was done for so long."),
  absoluteHours: z.int().min(1).max(24).default(8).describe("A sign-in ends after so long, whatever was done."),
});

export const ConsoleConfig = z.strictObject({
  console: Console.prefault({}),
  store: z
    .strictObject({
      folder: z
        .string()
        .min(1)
        .default(".data")
        .describe("Where the embedded store lives when DATABASE_URL names none."),
    })
    .prefault({}),
  deployments: z
    .record(
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and dashes"),
      DeploymentConfig,
    )
    .refine((deployments) => Object.keys(deployments).length > 0, "must hold at least one deployment"),
  notifications: z.array(NotificationTarget).max(20).default([]),
});
export type ConsoleConfig = z.output<typeof ConsoleConfig>;
