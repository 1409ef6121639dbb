import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { followStream, type StreamLink } from "./follow-stream.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Each request gets the next answer, the last one again and again. */
async function follow(answers: ((response: ServerResponse) => void)[]) {
  let asked = 0;
  const server = createServer((_, response) => {
    answers[Math.min(asked, answers.length - 1)]?.(response);
    asked += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  const stop = new AbortController();
  stops.push(() => {
    stop.abort();
    server.closeAllConnections();
    server.close();
  });
  const items: unknown[] = [];
  const links: StreamLink["kind"][] = [];
  const ended = followStream({
    url: `http://127.0.0.1:${port}/`,
    signal: stop.signal,
    onItem: (item) => items.push(item),
    onLink: ({ kind }) => links.push(kind),
    delayMs: () => 1,
  });
  return { items, links, ended, asked: () => asked };
}

const send = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  response.end(text);
};
const refuse = (code: string, status: number) => (response: ServerResponse) => {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ ok: false, error: { code, message: "No.", advice: "", requestId: "r" } }));
};

test("comes back after a break and goes on", async () => {
  const { items, links } = await follow([send("data: 1\n\n"), send("data: 2\n\n")]);
  await expect.poll(() => items).toContain(2);
  expect(links.slice(0, 3)).toEqual(["live", "reconnecting", "live"]);
});

test("stops asking when the sign-in has ended, also in the middle", async () => {
  const end = `event: end\ndata: ${JSON.stringify({ code: "UNAUTHENTICATED", message: "Over.", advice: "", requestId: "r" })}\n\n`;
  const { links, ended, asked } = await follow([send(`data: 1\n\n${end}`)]);
  await ended;
  expect(links).toEqual(["live", "ended"]);
  expect(asked()).toBe(1);
});

test("stops asking when it is refused", async () => {
  const { links, ended } = await follow([refuse("FORBIDDEN", 403)]);
  await ended;
  expect(links).toEqual(["refused"]);
});

test("keeps asking when Redis cannot be reached", async () => {
  const { items, links } = await follow([refuse("REDIS_UNREACHABLE", 503), send("data: 1\n\n")]);
  await expect.poll(() => items).toContain(1);
  expect(links.slice(0, 2)).toEqual(["reconnecting", "live"]);
});
