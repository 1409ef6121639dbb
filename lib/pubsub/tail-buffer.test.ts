import { expect, it } from "vitest";
import type { HeardMessage } from "#lib/redis/listen.ts";
import { guardedNames } from "./guarded-names.ts";
import { createMessageShower } from "./show-message.ts";
import { createTailBuffer } from "./tail-buffer.ts";

const message = (text: string, channel = "c"): HeardMessage => ({
  channel: Buffer.from(channel),
  pattern: undefined,
  payload: Buffer.from(text),
  isSharded: false,
});
const guarded = guardedNames({ keyspaces: [] });
const buffer = (now = () => 0) => createTailBuffer(createMessageShower([], guarded), guarded, now);

it("keeps no more for a reader who does not read, and says how much that was", () => {
  const waiting = buffer();
  for (let nth = 0; nth < 100_000; nth += 1) waiting.hear(message("x"));
  const { messages, received, notShown } = waiting.take();
  expect({ shown: messages.length, received, notShown }).toEqual({ shown: 200, received: 100_000, notShown: 99_800 });
  expect(waiting.take()).toMatchObject({ messages: [], received: 100_000, notShown: 99_800 });
});

it("stays below what may wait for a slow reader, however long the messages are", () => {
  const waiting = buffer();
  for (let nth = 0; nth < 50; nth += 1) waiting.hear(message("y".repeat(100_000)));
  const { messages, notShown } = waiting.take();
  expect(JSON.stringify(messages).length).toBeLessThan(64 * 1024);
  expect(messages.length + notShown).toBe(50);
});

it("tells the busiest channels of the last second", () => {
  let at = 0;
  const waiting = buffer(() => at);
  for (let nth = 0; nth < 10; nth += 1) waiting.hear(message("x", nth < 7 ? "busy" : "quiet"));
  at = 1_000;
  expect(waiting.take()).toMatchObject({
    perSecond: 10,
    channels: [
      { channel: "busy", perSecond: 7 },
      { channel: "quiet", perSecond: 3 },
    ],
  });
});

it("hears keys of sessions for nobody who searches for them letter by letter", () => {
  const match = "session:{id}";
  // Of a keyspace only what names its keys is looked at here.
  const sessions = guardedNames({
    keyspaces: [{ kind: "session", match, revoke: { also: [], pointers: [] } }] as never,
  });
  const waiting = createTailBuffer(createMessageShower([], sessions), sessions, () => 0);
  const event = { ...message("set", "__keyspace@0__:session:5f2c"), isSharded: false };
  for (const pattern of ["__keyspace@0__:session:5*", "*5f2c"]) waiting.hear({ ...event, pattern });
  expect(waiting.take()).toMatchObject({ received: 0, channels: [] });
  waiting.hear({ ...event, pattern: "__keyspace@*" });
  expect(waiting.take().messages).toMatchObject([{ channel: "__keyspace@0__:(a key that is not shown)", text: "set" }]);
});
