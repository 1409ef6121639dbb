import type { z } from "zod";
import type { Failure } from "#lib/result.ts";
import { FailureError } from "./failure-error.ts";
import { readEventStream } from "./read-event-stream.ts";

interface StreamRequest<Schema extends z.ZodType> {
  url: string;
  body: unknown;
  loadSchema: () => Promise<Schema>;
  signal: AbortSignal;
  onEvents: (events: z.output<Schema>[]) => void;
}

/** POSTs a question whose answer comes piece by piece; settles when it is complete, throws when it fails. */
export async function postEventStream<Schema extends z.ZodType>({
  url,
  body,
  loadSchema,
  signal,
  onEvents,
}: StreamRequest<Schema>): Promise<void> {
  const schema = await loadSchema();
  const response = await fetch(url, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify(body),
  });
  let waiting: z.output<Schema>[] = [];
  let frame = 0;
  // Many events can arrive within one frame: one render for all of them.
  const flush = () => {
    frame = 0;
    if (waiting.length > 0 && !signal.aborted) onEvents(waiting);
    waiting = [];
  };
  try {
    for await (const { event, data } of readEventStream(response)) {
      if (event === "done") break;
      // The server describes both in the form of a Failure.
      if (event === "failed" || event === "end") throw new FailureError(data as Failure);
      if (event === "bye") throw new Error("The console stops.");
      waiting.push(schema.parse(data));
      if (frame === 0) frame = requestAnimationFrame(flush);
    }
  } finally {
    cancelAnimationFrame(frame);
    flush();
  }
}
