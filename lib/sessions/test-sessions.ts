import { RedisStore } from "connect-redis";
import express from "express";
import session from "express-session";
import { createClient } from "redis";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";

export const KEYSPACES = [
  {
    kind: "session",
    name: "web",
    label: "Web",
    db: 0,
    match: "sess:{id}",
    type: "string",
    codec: ["json"],
    user: "passport.user",
    email: "email",
    ip: "ip",
    device: "ua",
    created: "createdAt",
    cookie: { name: "connect.sid", toId: "express-signed" },
    revoke: { recheckMs: [200, 600] },
  },
  {
    kind: "session",
    name: "app",
    label: "App",
    db: 0,
    match: "app:{id}",
    type: "hash",
    codec: ["json"],
    user: "userId",
    ip: "ip",
    revoke: { recheckMs: [] },
  },
];

export const createTestSessions = (
  wanted: Parameters<typeof startTestConsole>[0] = {},
  keyspaces: readonly unknown[] = KEYSPACES,
): Promise<TestConsole> => startTestConsole(wanted, keyspaces);

export interface Shop {
  /** Signs in; answers the cookie's value as a browser holds it. */
  signIn(user: number, email: string, ip?: string): Promise<string>;
  /** Begins a request that changes the session, and answers what lets it end. */
  slowChange(cookie: string): Promise<() => Promise<void>>;
  whoAmI(cookie: string): Promise<number | null>;
  close(): Promise<void>;
}

/** express-session with connect-redis, as its users write it. */
export async function startShop(address: string): Promise<Shop> {
  const client = createClient({ url: `redis://${address}` });
  client.on("error", () => undefined);
  await client.connect();
  const app = express();
  app.set("trust proxy", "loopback");
  app.use(
    session({
      store: new RedisStore({ client }),
      secret: "shop",
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: 3_600_000 },
    }),
  );
  app.post("/login/:user/:email", (request, response) => {
    Object.assign(request.session, {
      passport: { user: Number(request.params.user) },
      email: request.params.email,
      ip: request.ip,
      ua: "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36",
      createdAt: Date.now(),
      csrfToken: "secret-csrf-token-1234567890",
    });
    response.json({});
  });
  let goOn: () => void = () => undefined;
  app.get("/slow", (request, response) => {
    goOn = () => {
      Object.assign(request.session, { visited: Date.now() });
      response.json({});
    };
    entered();
  });
  let entered: () => void = () => undefined;
  app.get("/me", (request, response) => {
    const { passport } = request.session as { passport?: { user: number } };
    response.json({ user: passport?.user ?? null });
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const at = server.address();
  const base = `http://127.0.0.1:${typeof at === "object" && at !== null ? at.port : 0}`;
  const headers = (cookie: string) => ({ cookie: `connect.sid=${cookie}` });
  return {
    async signIn(user, email, ip = "192.0.2.7") {
      const answer = await fetch(`${base}/login/${user}/${email}`, {
        method: "POST",
        headers: { "x-forwarded-for": ip },
      });
      return /connect\.sid=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? "";
    },
    async slowChange(cookie) {
      const inside = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const answer = fetch(`${base}/slow`, { headers: headers(cookie) });
      await inside;
      return async () => {
        goOn();
        await (await answer).arrayBuffer();
      };
    },
    async whoAmI(cookie) {
      const answer = await fetch(`${base}/me`, { headers: headers(cookie) });
      return ((await answer.json()) as { user: number | null }).user;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      client.destroy();
    },
  };
}
