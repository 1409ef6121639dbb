import { setTimeout as delay } from "node:timers/promises";
import { showKey } from "#lib/cache/show-bytes.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { declaredChannels } from "./channel-keyspaces.ts";
import { guardedNames } from "./guarded-names.ts";
import { type TailEvent, TailInput } from "./schema.ts";
import { createMessageShower } from "./show-message.ts";
import type { Wanted } from "./subscription-set.ts";
import { createTailBuffer } from "./tail-buffer.ts";
import type { TailHub } from "./tail-hub.ts";
import { tailHubOf } from "./tail-hubs.ts";

const BATCH_EVERY_MS = 100;
/** Rates are told even when nothing comes. */
const RATES_EVERY_MS = 1_000;
const MOST_NOTICES = 100;
const NAMED_IN_AUDIT = 5;

/** Messages as they come, some of them where there are too many to read; ends with the right to see them. */
export const tailChannels = defineOperation({
  name: "pubsub.tail",
  summary: "watch Pub/Sub messages",
  kind: "access",
  roles: ["engineer", "sre"],
  input: TailInput,
  target: ({ deployment, channels, patterns, shards }) => ({
    deployment,
    shown: nameAll([...channels, ...patterns, ...shards]),
  }),
  async run({ services, signal }, { deployment, channels, patterns, shards }): Promise<AsyncIterable<TailEvent>> {
    const connections = services.deployments.get(deployment);
    const wanted: Wanted[] = [
      ...channels.map((id) => ({ kind: "channel" as const, name: Buffer.from(id, "base64url") })),
      ...patterns.map((id) => ({ kind: "pattern" as const, name: textName(id) })),
      ...shards.map((id) => ({ kind: "shard" as const, name: Buffer.from(id, "base64url") })),
    ];
    const guarded = guardedNames(connections.config);
    const show = createMessageShower(declaredChannels(connections.config), guarded);
    return follow(tailHubOf(connections), wanted, createTailBuffer(show, guarded, services.now), signal);
  },
});

async function* follow(
  hub: TailHub,
  wanted: readonly Wanted[],
  buffer: ReturnType<typeof createTailBuffer>,
  signal: AbortSignal,
): AsyncGenerator<TailEvent> {
  const notices: TailEvent[] = [];
  const notice = (event: TailEvent) => {
    if (notices.length < MOST_NOTICES) notices.push(event);
  };
  const leave = hub.join({
    wanted,
    hear: buffer.hear,
    rateOf: buffer.rateOf,
    onSource: (source) => notice({ type: "source", source }),
    onGap: (gap) => notice({ type: "gap", gap }),
    onRefused: ({ name, message, advice }) => notice({ type: "refused", name: showKey(name, 200), message, advice }),
  });
  // Also for a reader who never asks for more.
  signal.addEventListener("abort", leave, { once: true });
  try {
    let toldAt = 0;
    while (!signal.aborted) {
      yield* notices.splice(0);
      if (buffer.hasMessages() || performance.now() - toldAt > RATES_EVERY_MS) {
        toldAt = performance.now();
        yield buffer.take();
      }
      await delay(BATCH_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    leave();
  }
}

/** Patterns are typed by people: one that is no text would be another pattern on its way. */
function textName(id: string): Buffer {
  const name = Buffer.from(id, "base64url");
  if (Buffer.from(name.toString("utf8"), "utf8").equals(name)) return name;
  throw new DomainError("INVALID_INPUT", "A pattern must be text in UTF-8.", { where: "patterns" });
}

function nameAll(ids: readonly string[]): string {
  const shown = ids.slice(0, NAMED_IN_AUDIT).map((id) => showKey(Buffer.from(id, "base64url"), 60));
  return `messages of ${shown.join(", ")}${ids.length > shown.length ? ` and ${ids.length - shown.length} more` : ""}`;
}
