import { findUser } from "#lib/sign-in/find-user.ts";
import { startSignIn } from "#lib/sign-in/start-sign-in.ts";
import { createTestSignIn, SECRET, type TestSignIn } from "#lib/sign-in/test-sign-in.ts";
import { cookieNames } from "./cookie-names.ts";
import { encodeSignInToken } from "./sign-in-token.ts";

export interface TestWeb extends TestSignIn {
  origin: string;
  signInId: string;
  /** What ada's browser sends. */
  cookie: string;
  request(
    path: string,
    init?: { method?: string; body?: string; cookie?: string; headers?: Record<string, string> },
  ): Request;
}

/** ada, an sre, is signed in. */
export async function createTestWeb(settings: Record<string, unknown> = {}): Promise<TestWeb> {
  const fixture = await createTestSignIn(undefined, settings);
  const { config } = fixture.services;
  const origin = new URL(config.console.address).origin;
  const user = findUser(config, ({ name }) => name === "ada");
  if (user === undefined) throw new Error("ada is missing");
  const person = { userId: user.id, name: user.name, role: user.role, provider: "password" as const };
  const signInId = await startSignIn(fixture.services, { ...person, address: "192.0.2.1" });
  const cookie = `${cookieNames(origin).signIn}=${await encodeSignInToken(signInId, SECRET, 3600)}`;
  return {
    ...fixture,
    origin,
    signInId,
    cookie,
    request: (path, { cookie: sent, headers, ...init } = {}) =>
      new Request(new URL(path, origin), {
        ...init,
        headers: {
          host: new URL(origin).host,
          "x-forwarded-for": "192.0.2.1",
          ...(sent ? { cookie: sent } : {}),
          ...headers,
        },
      }),
  };
}
