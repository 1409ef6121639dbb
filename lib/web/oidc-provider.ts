import type { AuthOptions } from "next-auth";
import type { ConsoleConfig } from "#lib/config/schema.ts";

type Oidc = NonNullable<ConsoleConfig["console"]["oidc"]>;

/** Any provider that can be discovered; claims of the id token win over those of the user endpoint. */
export function oidcProvider(
  oidc: Oidc,
  clientSecret: string,
  maxAgeSeconds: number,
): AuthOptions["providers"][number] {
  return {
    id: "oidc",
    name: oidc.name,
    type: "oauth",
    wellKnown: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer: oidc.issuer,
    clientId: oidc.clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // With max_age the provider must say when the person last proved who they are.
    authorization: { params: { scope: oidc.scope, max_age: maxAgeSeconds } },
    userinfo: {
      async request({ client, tokens }) {
        const claims = tokens.id_token === undefined ? {} : decodeClaims(tokens.id_token);
        const hasMore = client.issuer.metadata.userinfo_endpoint !== undefined && tokens.access_token !== undefined;
        const more = hasMore ? await client.userinfo(tokens.access_token ?? "") : undefined;
        // Another person's answer would be a mix-up or an attack.
        return { ...(more?.sub === claims.sub ? more : {}), ...claims, sub: String(claims.sub ?? "") };
      },
    },
    profile: (claims: { sub: string }) => ({ id: claims.sub, name: null }),
  };
}

/** The token's signature and audience have been verified when it was fetched. */
function decodeClaims(idToken: string): Record<string, unknown> {
  const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8");
  const claims: unknown = JSON.parse(payload);
  return typeof claims === "object" && claims !== null ? { ...claims } : {};
}
