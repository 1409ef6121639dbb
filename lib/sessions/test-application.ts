import type { Server } from "node:http";

/** An application with a session library of its own, as its users write it. */
export interface TestApplication {
  /** Signs somebody in; answers the cookie's value as a browser holds it, and the user's id. */
  signIn(name: string, ip: string): Promise<{ cookie: string; userId: string }>;
  /** The user that the application takes the holder of the cookie for. */
  whoAmI(cookie: string): Promise<string | null>;
  close(): Promise<void>;
}

/** What a browser calls itself. */
export const AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** The address of a server that was told to listen on port 0. */
export async function baseOf(server: Server): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const at = server.address();
  return `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
}

/** Asks an application whose pages are /login/<user> and /me, with the cookie's name. */
export function visitor(base: string, cookieName: string) {
  return {
    async signIn(name: string, ip: string) {
      const answer = await fetch(`${base}/login/${name}`, {
        headers: { "x-forwarded-for": ip, "user-agent": AGENT },
      });
      const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${cookieName}=`)) ?? "";
      // A signature in a cookie of its own goes along.
      const others = answer.headers.getSetCookie().filter((one) => one !== line);
      const cookie = line.slice(cookieName.length + 1).split(";")[0] ?? "";
      signatures.set(cookie, others.map((one) => one.split(";")[0] ?? "").join("; "));
      return { cookie, userId: name };
    },
    async whoAmI(cookie: string): Promise<string | null> {
      const answer = await fetch(`${base}/me`, {
        headers: { cookie: [`${cookieName}=${cookie}`, signatures.get(cookie)].filter(Boolean).join("; ") },
      });
      const { user } = (await answer.json()) as { user: string | number | null };
      return user === null ? null : String(user);
    },
  };
}

const signatures = new Map<string, string>();
