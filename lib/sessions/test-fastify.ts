import fastifyCookie from "@fastify/cookie";
import fastifySession, { type FastifySessionOptions } from "@fastify/session";
import { RedisStore } from "connect-redis";
import { fastify } from "fastify";
import { createClient } from "redis";
import { baseOf, type TestApplication, visitor } from "./test-application.ts";

/** @fastify/session with connect-redis. */
export async function startFastify(address: string, db: number): Promise<TestApplication> {
  const client = createClient({ url: `redis://${address}/${db}` });
  client.on("error", () => undefined);
  await client.connect();
  const app = fastify({ trustProxy: true });
  await app.register(fastifyCookie);
  await app.register(fastifySession, {
    secret: "a secret of more than thirty-two characters",
    cookie: { secure: false, maxAge: 3_600_000 },
    // Its own documentation passes this store; the two packages' types differ in what a session holds.
    store: new RedisStore({ client }) as unknown as FastifySessionOptions["store"] & object,
    saveUninitialized: false,
  });
  app.get<{ Params: { user: string } }>("/login/:user", async (request) => {
    // The types know nothing of what an application keeps.
    Object.assign(request.session, {
      userId: request.params.user,
      ip: request.ip,
      userAgent: request.headers["user-agent"],
      createdAt: new Date().toISOString(),
    });
    return {};
  });
  app.get("/me", async (request) => {
    const { userId } = request.session as unknown as { userId?: string };
    return { user: userId ?? null };
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    ...visitor(await baseOf(app.server), "sessionId"),
    async close() {
      app.server.closeAllConnections();
      await app.close();
      client.destroy();
    },
  };
}
