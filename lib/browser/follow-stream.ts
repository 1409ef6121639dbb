import type { Failure } from "#lib/result.ts";
import { FailureError } from "./failure-error.ts";
import { readEventStream } from "./read-event-stream.ts";
import { toClientFailure } from "./to-client-failure.ts";

/** How fresh what is shown is. `ended`: the sign-in is over; `refused`: there is no use in asking again. */
export type StreamLink =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "reconnecting"; failure: Failure }
  | { kind: "ended" }
  | { kind: "refused"; failure: Failure };

interface FollowStreamOptions {
  url: string;
  signal: AbortSignal;
  onItem: (data: unknown) => void;
  onLink: (link: StreamLink) => void;
  /** How long to wait before the nth attempt in a row, in ms. */
  delayMs?: (attempt: number) => number;
}

/** Reads one of the console's event streams for as long as the page wants it, beginning anew when it breaks. */
export async function followStream(options: FollowStreamOptions): Promise<void> {
  const { signal, onLink, delayMs = backoffMs } = options;
  let attempt = 0;
  while (!signal.aborted) {
    try {
      await readOnce(options, () => {
        attempt = 0;
      });
      if (signal.aborted) return;
      onLink({ kind: "reconnecting", failure: toClientFailure(undefined) });
    } catch (thrown) {
      if (signal.aborted) return;
      const failure = toClientFailure(thrown);
      const link = linkFor(failure);
      onLink(link);
      if (link.kind !== "reconnecting") return;
    }
    attempt += 1;
    await wait(delayMs(attempt), signal);
  }
}

async function readOnce({ url, signal, onItem, onLink }: FollowStreamOptions, onAlive: () => void): Promise<void> {
  const response = await fetch(url, { signal, headers: { Accept: "text/event-stream" } });
  for await (const { event, data } of readEventStream(response)) {
    if (event === "done" || event === "bye") return;
    // The server describes both in the form of a Failure.
    if (event === "failed" || event === "end") throw new FailureError(data as Failure);
    onItem(data);
    onAlive();
    onLink({ kind: "live" });
  }
}

function linkFor(failure: Failure): StreamLink {
  if (failure.code === "UNAUTHENTICATED") return { kind: "ended" };
  if (["FORBIDDEN", "NOT_FOUND", "INVALID_INPUT"].includes(failure.code)) return { kind: "refused", failure };
  return { kind: "reconnecting", failure };
}

/** 0.5 s, 1 s, 2 s … 15 s, with a fifth of chance so that not all windows come back at once. */
function backoffMs(attempt: number): number {
  return Math.min(15_000, 250 * 2 ** attempt) * (0.9 + Math.random() * 0.2);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
