import { Redis } from "ioredis";

const ANSWERS_WITHIN_MS = 5_000;

interface SocketQuestion {
  path: string;
  username: string;
  password: string;
  command: readonly [string, ...string[]];
}

/** One command to a server behind a unix socket, on a connection of its own. */
export async function askSocket({ path, username, password, command }: SocketQuestion): Promise<unknown> {
  const client = new Redis({
    path,
    username,
    password,
    lazyConnect: true,
    connectTimeout: ANSWERS_WITHIN_MS,
    commandTimeout: ANSWERS_WITHIN_MS,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    disableClientInfo: true,
    retryStrategy: null,
  });
  // What goes wrong rejects the call; the event says it a second time.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await client.call(...command);
  } finally {
    client.disconnect();
  }
}
