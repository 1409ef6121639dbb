// Started beside the embedded deployment, with its settings in SAMPLE_APP (JSON); ends with its parent.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { startLiveUpdates } from "./live-updates.ts";
import { type Client, connectClient, type SampleAppSettings } from "./redis-clients.ts";
import { createShop } from "./shop.ts";
import { guess, search, seedSignIns, visit } from "./traffic.ts";

const STEPS_PER_SECOND = 12;
const SEEDED_KEY = "cache:sample-app:seeded";

const settings: SampleAppSettings & { sessionSecret: string } = JSON.parse(process.env.SAMPLE_APP ?? "{}");
let isStopped = false;

const sessions = await connectClient(settings, 0);
const cache = await connectClient(settings, 1);
const notifications = await connectClient(settings, 2);
const rateLimits = await connectClient(settings, 3);
const subscriber = await connectClient(settings, 2);
await subscriber.subscribe("notifications:orders", () => undefined);
await subscriber.pSubscribe("notifications:user:*", () => undefined);

const server = createShop({ sessions, cache, rateLimits }, settings.sessionSecret).listen(0, "127.0.0.1");
await once(server, "listening");
const liveUpdates = startLiveUpdates(server, notifications, subscriber);
// A server that listens on TCP has an address of this shape.
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
process.once("disconnect", stop);

await run(cache);

async function run(client: Client): Promise<void> {
  const isSeeded = (await client.exists(SEEDED_KEY)) === 1;
  const browsers = isSeeded ? [] : await seedSignIns(baseUrl, () => isStopped);
  if (!isSeeded) await client.set(SEEDED_KEY, "1");
  const visitors = browsers.length > 0 ? browsers.filter((_, index) => index % 3 === 0) : await returningVisitors();
  let step = 0;
  const timer = setInterval(() => {
    if (isStopped) return clearInterval(timer);
    step += 1;
    const browser = visitors[step % visitors.length];
    if (browser) visit(baseUrl, browser, step).catch(report);
    if (step % STEPS_PER_SECOND !== 0) return;
    notifications.publish("notifications:orders", JSON.stringify({ order: step })).catch(report);
    liveUpdates.emit("order", { order: step });
    guess(baseUrl, step / STEPS_PER_SECOND).catch(report);
    search(baseUrl, visitors, step / STEPS_PER_SECOND).catch(report);
  }, 1000 / STEPS_PER_SECOND);
}

/** After a restart the old cookies are gone: some people sign in again. */
async function returningVisitors() {
  const { signIn } = await import("./traffic.ts");
  const { FIRST_PERSON } = await import("./people.ts");
  return Promise.all(Array.from({ length: 20 }, (_, index) => signIn(baseUrl, FIRST_PERSON + index * 13, index)));
}

function report(error: Error): void {
  if (!isStopped) console.error(`sample app: ${error.message}`);
}

function stop(): void {
  isStopped = true;
  server.close();
  server.closeAllConnections();
  for (const client of [sessions, cache, notifications, rateLimits, subscriber]) client.destroy();
  process.exit(0);
}
