import type { AuthOptions } from "next-auth";
import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";
import { checkPassword } from "#lib/sign-in/check-password.ts";
import { closeSignIn } from "#lib/sign-in/close-sign-in.ts";
import { findUser } from "#lib/sign-in/find-user.ts";
import { recordSignIn } from "#lib/sign-in/record-sign-in.ts";
import { roleFromClaims } from "#lib/sign-in/role-from-claims.ts";
import { type NewSignIn, startSignIn } from "#lib/sign-in/start-sign-in.ts";
import { cookieNames, cookieOptions, isSecure } from "./cookie-names.ts";
import { oidcProvider } from "./oidc-provider.ts";
import { decodeSignInToken } from "./sign-in-token.ts";

export interface AuthRequest {
  services: Services;
  secret: string;
  oidcSecret: string | undefined;
  requestId: string;
  address: string;
  /** The sign-in cookie that the browser sent, if any: it ends when another begins. */
  previousToken: string | undefined;
}

/** next-auth's options for one request. */
export function authOptions(request: AuthRequest): AuthOptions {
  const { services, secret, oidcSecret } = request;
  const { console: settings } = services.config;
  const { oidc } = settings;
  const maxAge = settings.absoluteHours * 3600;
  const hasOidc = oidc !== undefined && oidcSecret !== undefined;
  return {
    secret,
    providers: [passwordProvider(request), ...(hasOidc ? [oidcProvider(oidc, oidcSecret, maxAge)] : [])],
    session: { strategy: "jwt", maxAge },
    jwt: { secret, maxAge },
    pages: { signIn: "/login", error: "/login" },
    useSecureCookies: isSecure(settings.address),
    cookies: cookieSettings(settings.address),
    logger: {
      error: (code, details) => log.error("next-auth", { requestId: request.requestId, code, why: messageOf(details) }),
      warn: () => {},
      debug: () => {},
    },
    callbacks: {
      redirect: ({ url, baseUrl }) =>
        URL.canParse(url, baseUrl) && new URL(url, baseUrl).origin === baseUrl ? url : baseUrl,
      async signIn({ account, profile }) {
        if (account?.provider !== "oidc") return true;
        if (oidc !== undefined && roleFromClaims(oidc, profile) !== undefined) return true;
        await recordSignIn(services, { ...request, provider: "oidc", phase: "refused", errorCode: "FORBIDDEN" });
        return false;
      },
      async jwt({ token, user, account, profile }) {
        if (account === null || account === undefined) return { signInId: token.signInId };
        return { signInId: await begin(request, newSignIn(request, user.id, account.provider, profile)) };
      },
    },
  };
}

function passwordProvider(request: AuthRequest): AuthOptions["providers"][number] {
  const { services, requestId, address } = request;
  return {
    id: "credentials",
    name: "Password",
    type: "credentials",
    credentials: { name: {}, password: {} },
    async authorize(given) {
      const [name, password] = [given?.name ?? "", given?.password ?? ""];
      try {
        const { id } = await checkPassword(services, { name, password, address });
        return { id, name };
      } catch (thrown) {
        const errorCode = isDomainError(thrown) ? thrown.code : "INTERNAL";
        if (!isDomainError(thrown)) log.error("unexpected error", { requestId, thrown });
        const known = findUser(services.config, (user) => user.name === name.trim().toLowerCase());
        const person = known && { userId: known.id, name: known.name, role: known.role };
        const refused = { requestId, address, provider: "password" as const, phase: "refused" as const, errorCode };
        // The limiter's own refusals are not written down: whoever hammers the door must not fill the disk.
        if (errorCode !== "TOO_MANY_REQUESTS") await recordSignIn(services, person ? { ...refused, person } : refused);
        // next-auth passes on nothing but the text.
        throw new Error(errorCode);
      }
    },
  };
}

function newSignIn(request: AuthRequest, userId: string, provider: string, profile: unknown): NewSignIn {
  const { services, address } = request;
  const { oidc } = services.config.console;
  if (provider === "credentials") {
    const user = findUser(services.config, ({ id }) => id === userId);
    if (user === undefined) throw new Error("UNAUTHENTICATED");
    return { userId, name: user.name, role: user.role, provider: "password", address };
  }
  const role = oidc && roleFromClaims(oidc, profile);
  if (role === undefined) throw new Error("FORBIDDEN");
  // The claims are what the provider's own schema made of them.
  const claims = profile as { auth_time?: unknown; name?: unknown; email?: unknown; preferred_username?: unknown };
  const name = [claims.preferred_username, claims.email, claims.name, userId].find((text) => typeof text === "string");
  const provenAt = typeof claims.auth_time === "number" ? claims.auth_time * 1000 : services.now();
  const person = { userId: `oidc:${userId}`, name: String(name).slice(0, 100), role };
  return { ...person, provider: "oidc", address, authenticatedAt: Math.min(provenAt, services.now()) };
}

async function begin(request: AuthRequest, of: NewSignIn): Promise<string> {
  const { services, requestId, address, previousToken, secret } = request;
  const person = { userId: of.userId, name: of.name, role: of.role };
  await recordSignIn(services, { requestId, address, provider: of.provider, phase: "succeeded", person });
  const previous = previousToken === undefined ? undefined : await decodeSignInToken(previousToken, secret);
  if (previous !== undefined) await closeSignIn(services, previous, "replaced");
  return startSignIn(services, of);
}

function cookieSettings(address: string): NonNullable<AuthOptions["cookies"]> {
  const names = cookieNames(address);
  const options = cookieOptions(address);
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: names.signIn, options },
    callbackUrl: { name: names.callbackUrl, options },
    csrfToken: { name: names.csrf, options },
    pkceCodeVerifier: { name: names.pkce, options: brief },
    state: { name: names.state, options: brief },
    nonce: { name: names.nonce, options: brief },
  };
}

/** The message alone: the other fields of these errors carry tokens. */
function messageOf(details: unknown): string {
  if (details instanceof Error) return details.message;
  if (typeof details === "object" && details !== null && "error" in details) return messageOf(details.error);
  return "unknown";
}
