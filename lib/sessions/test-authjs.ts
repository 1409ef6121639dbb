import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { UpstashRedisAdapter } from "@auth/upstash-redis-adapter";
import { Redis as UpstashRedis } from "@upstash/redis";
import { Redis } from "ioredis";
import { baseOf, type TestApplication } from "./test-application.ts";

/** Auth.js' adapter for Redis, asked as Auth.js asks it. */
export async function startAuthjs(address: string, db: number): Promise<TestApplication> {
  const [host = "", port = ""] = address.split(":");
  const redis = new Redis({ host, port: Number(port), db });
  redis.on("error", () => undefined);
  const rest = serveRest(redis);
  const client = new UpstashRedis({
    url: await baseOf(rest),
    token: "x",
    responseEncoding: false,
    enableAutoPipelining: false,
  });
  const adapter = UpstashRedisAdapter(client);
  return {
    async signIn(name) {
      const known = await adapter.getUserByEmail?.(`${name}@example.com`);
      const user =
        known ?? (await adapter.createUser?.({ id: "", email: `${name}@example.com`, emailVerified: null, name }));
      const userId = user?.id ?? "";
      const sessionToken = randomUUID();
      await adapter.createSession?.({ sessionToken, userId, expires: new Date(Date.now() + 3_600_000) });
      return { cookie: sessionToken, userId };
    },
    async whoAmI(cookie) {
      return (await adapter.getSessionAndUser?.(cookie))?.user.id ?? null;
    },
    async close() {
      rest.close();
      rest.closeAllConnections();
      redis.disconnect();
    },
  };
}

/** Upstash's clients send each command as JSON over HTTP. */
function serveRest(redis: Redis): Server {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const [command = "", ...args] = JSON.parse(Buffer.concat(chunks).toString()) as string[];
    response.setHeader("content-type", "application/json");
    try {
      response.end(JSON.stringify({ result: await redis.call(command, ...args.map(String)) }));
    } catch (thrown) {
      response.statusCode = 400;
      response.end(JSON.stringify({ error: String(thrown) }));
    }
  });
  return server.listen(0, "127.0.0.1");
}
