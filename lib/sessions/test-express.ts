import { RedisStore } from "connect-redis";
import express from "express";
import session from "express-session";
// @ts-expect-error: passport comes without types.
import passport from "passport";
import { createClient } from "redis";
import { baseOf, type TestApplication, visitor } from "./test-application.ts";

/** express-session, connect-redis on node-redis, and Passport. */
export async function startExpress(address: string, db: number): Promise<TestApplication> {
  const client = createClient({ url: `redis://${address}/${db}` });
  client.on("error", () => undefined);
  await client.connect();
  passport.serializeUser((user: { id: string }, done: (error: null, id: string) => void) => done(null, user.id));
  passport.deserializeUser((id: string, done: (error: null, user: { id: string }) => void) => done(null, { id }));
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
  app.use(passport.session());
  app.get("/login/:user", (request, response, next) => {
    const { login } = request as unknown as { login(user: { id: string }, done: (error?: Error) => void): void };
    login.call(request, { id: request.params.user }, (error) => {
      if (error !== undefined && error !== null) return next(error);
      Object.assign(request.session, { ip: request.ip, ua: request.get("user-agent"), createdAt: Date.now() });
      response.json({});
    });
  });
  app.get("/me", (request, response) => {
    const { user } = request as unknown as { user?: { id: string } };
    response.json({ user: user?.id ?? null });
  });
  const server = app.listen(0, "127.0.0.1");
  return {
    ...visitor(await baseOf(server), "connect.sid"),
    async close() {
      server.close();
      server.closeAllConnections();
      client.destroy();
    },
  };
}
