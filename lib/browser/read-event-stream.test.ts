import { expect, test } from "vitest";
import { FailureError } from "./failure-error.ts";
import { readEventStream } from "./read-event-stream.ts";

function answer(chunks: string[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  return new Response(body);
}

async function collect(response: Response) {
  const events = [];
  for await (const event of readEventStream(response)) events.push(event);
  return events;
}

test("puts events together however the network cuts them", async () => {
  const events = await collect(answer(["event: ro", 'w\ndata: {"a":1}\n', '\n: alive\n\ndata: "ü', '"\n\n']));
  expect(events).toEqual([
    { event: "row", data: { a: 1 } },
    { event: "message", data: "ü" },
  ]);
});

test("a refusal before the first event is thrown as the server described it", async () => {
  const error = { code: "FORBIDDEN", message: "No.", advice: "Ask.", requestId: "r1" };
  const refused = Response.json({ ok: false, error }, { status: 403 });
  await expect(collect(refused)).rejects.toSatisfy(
    (thrown) => thrown instanceof FailureError && thrown.failure.code === "FORBIDDEN",
  );
});
