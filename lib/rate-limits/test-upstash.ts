import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Redis } from "ioredis";

export interface UpstashStandIn {
  readonly url: string;
  close(): void;
}

/** Upstash's REST protocol in front of a real server, as far as @upstash/redis speaks it: a list of commands, posted as JSON. */
export async function startUpstashStandIn(redis: Redis): Promise<UpstashStandIn> {
  const run = async ([name = "", ...rest]: string[]) => {
    // Redis 7.0 does not know this flag of Upstash's own servers.
    const given = /^eval$/i.test(name) ? rest.map((one, at) => (at === 0 ? one.replace(/^#!lua.*\n/, "") : one)) : rest;
    return redis.call(name, ...given).then(
      (result) => ({ result }),
      (thrown: Error) => ({ error: thrown.message }),
    );
  };
  const server = createServer(async (request, response) => {
    const commands: unknown[][] = JSON.parse(await text(request));
    const answers = await Promise.all(commands.map((command) => run(command.map(String))));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answers));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
