import { log } from "#lib/log.ts";
import { toFailure } from "#lib/result.ts";
import { type EventFrame, frameText } from "./event-frame.ts";

export const STREAM_TIMING = { heartbeatMs: 15_000, reauthoriseMs: 3_000, slowReaderMs: 10_000 };

/** What may wait for a slow reader. */
const MAX_WAITING_BYTES = 64 * 1024;

interface StreamParts {
  frames: AsyncIterable<EventFrame>;
  /** Aborted when the stream ends, whoever ended it; aborting it ends the stream. */
  stop: AbortController;
  requestId: string;
  /** Throws once the right to read has been lost. */
  reauthorise(): Promise<void>;
  onEnd(): void;
  timing?: typeof STREAM_TIMING;
}

export interface EventStream {
  body: ReadableStream<Uint8Array>;
  /** Ends the stream because the console stops. */
  sayBye(): void;
}

/** Ends with one of the events `done`, `failed`, `end` (right lost) and `bye` (console stops). */
export function openEventStream(parts: StreamParts): EventStream {
  const writer = createWriter(parts);
  const timing = parts.timing ?? STREAM_TIMING;
  const timers = [
    setInterval(() => writer.comment("alive"), timing.heartbeatMs),
    setInterval(() => {
      parts.reauthorise().catch((thrown: unknown) => {
        writer.end({ event: "end", data: toFailure(thrown, parts.requestId) });
      });
    }, timing.reauthoriseMs),
  ];
  const finish = () => {
    for (const timer of timers) clearInterval(timer);
    writer.end();
    parts.onEnd();
  };
  if (parts.stop.signal.aborted) finish();
  else parts.stop.signal.addEventListener("abort", finish, { once: true });
  pump(parts, writer, timing.slowReaderMs).catch((thrown: unknown) => {
    log.error("event stream broke", { requestId: parts.requestId, thrown });
    parts.stop.abort();
  });
  return { body: writer.body, sayBye: () => writer.end({ event: "bye", data: null }) };
}

async function pump(parts: StreamParts, writer: Writer, slowReaderMs: number): Promise<void> {
  try {
    for await (const frame of parts.frames) {
      if (parts.stop.signal.aborted) return;
      writer.frame(frame);
      if (!(await writer.hasRoom(slowReaderMs))) return writer.drop();
    }
    writer.end({ event: "done", data: null });
  } catch (thrown) {
    // After the end nobody listens, and sources may well complain about having been stopped.
    if (!parts.stop.signal.aborted) writer.end({ event: "failed", data: toFailure(thrown, parts.requestId) });
  }
}

type Writer = ReturnType<typeof createWriter>;

function createWriter({ stop, requestId }: Pick<StreamParts, "stop" | "requestId">) {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let wake: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (started) => {
        controller = started;
      },
      pull: () => wake?.(),
      cancel: () => {
        controller = undefined;
        stop.abort();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
  const hasRoomNow = () => controller === undefined || (controller.desiredSize ?? 0) > 0;
  return {
    body,
    frame: (frame: EventFrame) => controller?.enqueue(encoder.encode(frameText(frame))),
    comment: (text: string) => {
      if (hasRoomNow()) controller?.enqueue(encoder.encode(`: ${text}\n\n`));
    },
    /** Resolves when the reader has caught up; with false when it has not in time. */
    async hasRoom(withinMs: number): Promise<boolean> {
      if (hasRoomNow()) return true;
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = setTimeout(resolve, withinMs);
      stop.signal.addEventListener("abort", () => resolve(), { once: true });
      await promise;
      clearTimeout(timer);
      wake = undefined;
      return hasRoomNow();
    },
    end(frame?: EventFrame) {
      const open = controller;
      controller = undefined;
      if (open === undefined) return;
      if (frame !== undefined) open.enqueue(encoder.encode(frameText(frame)));
      open.close();
      stop.abort();
    },
    drop() {
      log.warn("slow reader dropped", { requestId });
      const open = controller;
      controller = undefined;
      open?.error(new Error("The reader is too slow."));
      stop.abort();
    },
  };
}
