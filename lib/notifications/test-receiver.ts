import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

export interface Received {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
}

export interface TestReceiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on; 204 unless told. */
  answer(how: (response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** A real HTTP server that keeps what it is sent. */
export async function startReceiver(): Promise<TestReceiver> {
  const received: Received[] = [];
  let respond = (response: ServerResponse): void => void response.writeHead(204).end();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      received.push({ path: request.url, headers: request.headers, text, body: JSON.parse(text) });
      respond(response);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer(how) {
      respond = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Below the kernel's range for outgoing connections. */
async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  for (;;) {
    const port = 17_000 + Math.floor(Math.random() * 3_000);
    const isListening = await new Promise<boolean>((answer) => {
      server.once("error", () => answer(false));
      server.listen(port, "127.0.0.1", () => answer(true));
    });
    if (isListening) return port;
  }
}
