import type { TailEvent, TailGap, TailMessage, TailSource } from "#lib/pubsub/schema.ts";

/** What a page holds; older messages are let go. */
export const MOST_HELD = 1_000;
const MOST_GAPS = 20;

export interface NumberedMessage extends TailMessage {
  readonly id: number;
}

export interface TailState {
  /** The newest first. */
  readonly messages: readonly NumberedMessage[];
  readonly lastId: number;
  readonly received: number;
  readonly notShown: number;
  readonly perSecond: number;
  readonly channels: readonly { channel: string; perSecond: number }[];
  readonly source: TailSource | undefined;
  readonly gaps: readonly TailGap[];
  readonly refused: readonly { name: string; message: string; advice: string }[];
  /** Of streams before this one: the server counts each from zero. */
  readonly before: { received: number; notShown: number };
}

export const NO_TAIL: TailState = {
  messages: [],
  lastId: 0,
  received: 0,
  notShown: 0,
  perSecond: 0,
  channels: [],
  source: undefined,
  gaps: [],
  refused: [],
  before: { received: 0, notShown: 0 },
};

/** What the events of a stream make of what was known before; several come within one frame. */
export function applyTailEvents(state: TailState, events: readonly TailEvent[]): TailState {
  return events.reduce(applyOne, state);
}

function applyOne(state: TailState, event: TailEvent): TailState {
  if (event.type === "source") return { ...state, source: event.source };
  if (event.type === "gap") return { ...state, gaps: withGap(state.gaps, event.gap) };
  if (event.type === "refused") {
    const { type: _type, ...refusal } = event;
    return { ...state, refused: [...state.refused.filter(({ name }) => name !== refusal.name), refusal] };
  }
  const isNewStream = state.before.received + event.received < state.received;
  const before = isNewStream ? { received: state.received, notShown: state.notShown } : state.before;
  const fresh = event.messages.map((message, index) => ({ ...message, id: state.lastId + index + 1 })).reverse();
  return {
    ...state,
    messages: fresh.length === 0 ? state.messages : [...fresh, ...state.messages].slice(0, MOST_HELD),
    lastId: state.lastId + fresh.length,
    received: before.received + event.received,
    notShown: before.notShown + event.notShown,
    perSecond: event.perSecond,
    channels: event.channels,
    before,
  };
}

/** A gap is told when it opens and again when it closes. */
function withGap(gaps: readonly TailGap[], gap: TailGap): readonly TailGap[] {
  return [gap, ...gaps.filter(({ from }) => from !== gap.from)].slice(0, MOST_GAPS);
}
