import { expect, test, vi } from "vitest";
import { DomainError } from "#lib/errors.ts";
import type { EventFrame } from "./event-frame.ts";
import { openEventStream, STREAM_TIMING } from "./event-stream-body.ts";

function open(frames: AsyncIterable<EventFrame>, more: Partial<Parameters<typeof openEventStream>[0]> = {}) {
  const stop = new AbortController();
  const onEnd = vi.fn();
  const stream = openEventStream({ frames, stop, requestId: "r1", reauthorise: async () => {}, onEnd, ...more });
  return { ...stream, stop, onEnd };
}

function textOf(body: ReadableStream<Uint8Array>): ReadableStreamDefaultReader<string> {
  const text = new Response(body).body?.pipeThrough(new TextDecoderStream());
  if (text === undefined) throw new Error("The stream has no body.");
  return text.getReader();
}

/** Yields what it is given and then waits to be stopped, as a live source does. */
async function* live(signal: AbortSignal, ...items: unknown[]): AsyncGenerator<EventFrame> {
  for (const data of items) yield { data };
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
}

async function* finite(...items: unknown[]): AsyncGenerator<EventFrame> {
  for (const data of items) yield { data };
}

test("sends every item and says when it is done", async () => {
  const { body, onEnd } = open(finite({ a: 1 }, 2));
  expect(await new Response(body).text()).toBe('data: {"a":1}\n\ndata: 2\n\nevent: done\ndata: null\n\n');
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("tells why a source broke without its text", async () => {
  async function* broken(): AsyncGenerator<EventFrame> {
    yield { data: 1 };
    throw new Error("password=hunter2");
  }
  const text = await new Response(open(broken()).body).text();
  expect(text).toMatch(/event: failed\ndata: \{"code":"INTERNAL"/);
  expect(text).not.toContain("hunter2");
});

test("ends with the reason, and stops the source, once the right is lost", async () => {
  let isAllowed = true;
  const stop = new AbortController();
  const { body, onEnd } = open(live(stop.signal, 1), {
    stop,
    reauthorise: async () => {
      if (!isAllowed) throw new DomainError("UNAUTHENTICATED", "You are not signed in.");
    },
    timing: { ...STREAM_TIMING, reauthoriseMs: 5 },
  });
  const reader = textOf(body);
  expect((await reader.read()).value).toBe("data: 1\n\n");
  isAllowed = false;
  expect((await reader.read()).value).toMatch(/^event: end\ndata: \{"code":"UNAUTHENTICATED"/);
  expect((await reader.read()).done).toBe(true);
  expect(stop.signal.aborted).toBe(true);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("says bye when the console stops", async () => {
  const stop = new AbortController();
  const { body, sayBye } = open(live(stop.signal), { stop });
  sayBye();
  expect(await new Response(body).text()).toBe("event: bye\ndata: null\n\n");
  expect(stop.signal.aborted).toBe(true);
});

test("stops the source when the reader leaves", async () => {
  const stop = new AbortController();
  const { body, onEnd } = open(live(stop.signal, 1), { stop });
  await body.cancel();
  expect(stop.signal.aborted).toBe(true);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("opens closed when the reader had left before", async () => {
  const stop = new AbortController();
  stop.abort();
  const { body, onEnd } = open(live(stop.signal), { stop });
  expect(await new Response(body).text()).toBe("");
  expect(onEnd).toHaveBeenCalledTimes(1);
});

test("asks the source for no more than a slow reader takes, and drops one that does not catch up", async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<EventFrame> {
    for (;;) {
      asked += 1;
      yield { data: "x".repeat(16_000) };
    }
  }
  const { body, stop } = open(endless(), { timing: { ...STREAM_TIMING, slowReaderMs: 5 } });
  await expect.poll(() => stop.signal.aborted).toBe(true);
  expect(asked).toBeLessThan(7);
  await expect(new Response(body).text()).rejects.toThrow("too slow");
});

test("goes on once a slow reader has caught up", async () => {
  const { body } = open(finite(...Array.from({ length: 20 }, () => "x".repeat(16_000))));
  const text = await new Response(body).text();
  expect(text.match(/^data: "/gm)).toHaveLength(20);
  expect(text).toMatch(/event: done/);
});

test("keeps the line warm", async () => {
  const stop = new AbortController();
  const { body } = open(live(stop.signal), { stop, timing: { ...STREAM_TIMING, heartbeatMs: 5 } });
  const { value } = await textOf(body).read();
  expect(value).toBe(": alive\n\n");
  stop.abort();
});
