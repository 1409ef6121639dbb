// Publishes at a steady pace from a process of its own; each message says when it was sent.
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";

const TURN_MS = 10;

const { port, channel, perSecond, forMs }: { port: number; channel: string; perSecond: number; forMs: number } =
  JSON.parse(process.argv[2] ?? "{}");

const redis = new Redis({ host: "127.0.0.1", port });
const now = () => performance.timeOrigin + performance.now();
const startedAt = performance.now();
let sent = 0;
while (performance.now() - startedAt < forMs) {
  const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond);
  const pipeline = redis.pipeline();
  for (; sent < due; sent += 1) pipeline.publish(channel, `{"sentAt":${now()},"nth":${sent}}`);
  await pipeline.exec();
  await delay(TURN_MS);
}
redis.disconnect();
process.send?.({ sent, seconds: (performance.now() - startedAt) / 1_000 });
