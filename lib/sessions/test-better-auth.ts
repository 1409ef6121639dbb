import { redisStorage } from "@better-auth/redis-storage";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { Redis } from "ioredis";
import { AGENT, type TestApplication } from "./test-application.ts";

/** Better Auth with its Redis storage; its users are kept in memory. */
export async function startBetterAuth(address: string, db: number): Promise<TestApplication> {
  const [host = "", port = ""] = address.split(":");
  const client = new Redis({ host, port: Number(port), db });
  client.on("error", () => undefined);
  const auth = betterAuth({
    baseURL: "http://shop.test",
    secret: "a secret of more than thirty-two characters",
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    secondaryStorage: redisStorage({ client }),
    emailAndPassword: { enabled: true },
    advanced: { ipAddress: { ipAddressHeaders: ["x-forwarded-for"] } },
  });
  return {
    async signIn(name, ip) {
      const answer = await auth.api.signUpEmail({
        body: { name, email: `${name}@example.com`, password: "correct horse" },
        headers: new Headers({ "x-forwarded-for": ip, "user-agent": AGENT }),
        asResponse: true,
      });
      const { user } = (await answer.json()) as { user: { id: string } };
      const cookie = /better-auth\.session_token=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? "";
      return { cookie, userId: user.id };
    },
    async whoAmI(cookie) {
      const headers = new Headers({ cookie: `better-auth.session_token=${cookie}` });
      return (await auth.api.getSession({ headers }))?.user.id ?? null;
    },
    async close() {
      client.disconnect();
    },
  };
}
