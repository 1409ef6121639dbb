import { DomainError } from "#lib/errors.ts";

const STREAMS_PER_USER = 5;
const STREAMS_PER_PROCESS = 200;

/** One open event stream, counted from before its first byte. */
export interface StreamSlot {
  readonly userId: string;
  /** Says goodbye to the browser; set once the stream runs. */
  close: () => void;
  release(): void;
}

declare global {
  // One set for all the copies of this module that Next builds into the process.
  var redisConsoleOpenStreams: Set<StreamSlot> | undefined;
}

function openStreams(): Set<StreamSlot> {
  globalThis.redisConsoleOpenStreams ??= new Set();
  return globalThis.redisConsoleOpenStreams;
}

/** Throws TOO_MANY_REQUESTS when this person, or everybody together, has as many streams as there may be. */
export function takeStreamSlot(userId: string): StreamSlot {
  const open = openStreams();
  const own = [...open].filter((slot) => slot.userId === userId).length;
  if (own >= STREAMS_PER_USER) {
    throw new DomainError("TOO_MANY_REQUESTS", `You have ${own} live views open, which is the most.`, {
      advice: "Close another tab of the console and try again.",
    });
  }
  if (open.size >= STREAMS_PER_PROCESS) {
    throw new DomainError("TOO_MANY_REQUESTS", `The console serves ${open.size} live views, which is the most.`);
  }
  const slot: StreamSlot = { userId, close: () => {}, release: () => open.delete(slot) };
  open.add(slot);
  return slot;
}

export function countOpenStreams(): number {
  return openStreams().size;
}

/** Open streams would keep the server from ever ending. */
export function closeEventStreams(): void {
  for (const slot of [...openStreams()]) slot.close();
}
