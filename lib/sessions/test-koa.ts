import Koa from "koa";
// @ts-expect-error: it comes without types.
import genericSession from "koa-generic-session";
// @ts-expect-error: it comes without types.
import redisStore from "koa-redis";
import koaSession, { type SessionOptions } from "koa-session";
import { baseOf, type TestApplication, visitor } from "./test-application.ts";

/** koa-generic-session with koa-redis. */
export function startKoaGeneric(address: string, db: number): Promise<TestApplication> {
  return startKoa(address, db, "koa.sid", (_, store) => genericSession({ store }));
}

/** koa-session with koa-redis: the cookie holds the whole key. */
export function startKoaSession(address: string, db: number): Promise<TestApplication> {
  return startKoa(address, db, "koa.sess", (app, store) => koaSession({ store, maxAge: 3_600_000 }, app));
}

async function startKoa(
  address: string,
  db: number,
  cookieName: string,
  middleware: (app: Koa, store: SessionOptions["store"]) => Koa.Middleware,
): Promise<TestApplication> {
  const [host, port] = address.split(":");
  const store = redisStore({ host, port: Number(port), db });
  const app = new Koa({ proxy: true });
  app.keys = ["shop"];
  app.use(middleware(app, store));
  app.use((ctx) => {
    // Both libraries add it, and neither has types.
    const { session } = ctx as unknown as { session: Record<string, unknown> };
    const user = /^\/login\/(\w+)$/.exec(ctx.path)?.[1];
    if (user === undefined) {
      ctx.body = { user: session.userId ?? null };
      return;
    }
    Object.assign(session, { userId: user, ip: ctx.ip, userAgent: ctx.get("user-agent"), createdAt: Date.now() });
    ctx.body = {};
  });
  const server = app.listen(0, "127.0.0.1");
  return {
    ...visitor(await baseOf(server), cookieName),
    async close() {
      server.close();
      server.closeAllConnections();
      await store.quit();
    },
  };
}
