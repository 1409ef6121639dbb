// How long a message takes from PUBLISH to whoever reads the event stream, and what the server needs for it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { readEventStream } from "#lib/browser/read-event-stream.ts";
import { TailEvent } from "#lib/pubsub/schema.ts";
import { tailChannels } from "#lib/pubsub/tail-channels.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { runOperation } from "#lib/run-operation.ts";
import { testContext } from "#lib/test-context.ts";
import { openEventStream } from "#lib/web/event-stream-body.ts";
import { median } from "./median.ts";

const PACES = [1_000, 20_000] as const;
const FOR_MS = process.argv.includes("--full") ? 20_000 : 6_000;
const CHANNEL = "bench";

const deployment = await startTestDeployment({ replicas: 1, sentinels: 1 });
const deployments = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
const web = createServer((_request, response) => void serve(response)).listen(0, "127.0.0.1");
await once(web, "listening");
try {
  for (const pace of PACES) await measure(deployment, pace);
} finally {
  web.closeAllConnections();
  web.close();
  await deployments.close();
  await deployment.stop();
}

/** As the console serves it, without the sign-in. */
async function serve(response: import("node:http").ServerResponse): Promise<void> {
  const stop = new AbortController();
  const { ctx } = testContext({ role: "sre" }, { deployments, now: Date.now });
  const channels = Buffer.from(CHANNEL).toString("base64url");
  const items = await runOperation(tailChannels, { ...ctx, signal: stop.signal }, { deployment: "test", channels });
  const frames = (async function* () {
    for await (const data of items) yield { data };
  })();
  const stream = openEventStream({ frames, stop, requestId: "bench", reauthorise: async () => {}, onEnd: () => {} });
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  response.on("close", () => stop.abort());
  // The two kinds of streams of Node are the same here.
  Readable.fromWeb(stream.body as import("node:stream/web").ReadableStream).pipe(response);
}

async function measure({ master }: TestDeployment, perSecond: number): Promise<void> {
  const stop = new AbortController();
  // A server that listens on TCP has an address of this shape.
  const { port } = web.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: stop.signal });
  const delays: number[] = [];
  let last = { received: 0, notShown: 0 };
  let isHearing = false;
  const reading = (async () => {
    for await (const { data } of readEventStream(answer)) {
      const event = TailEvent.parse(data);
      if (event.type === "source") isHearing = true;
      if (event.type !== "batch") continue;
      const now = performance.timeOrigin + performance.now();
      for (const { text } of event.messages) delays.push(now - Number(JSON.parse(text).sentAt));
      last = event;
    }
  })().catch(() => undefined);
  while (!isHearing) await delay(10);
  const [memory, cpu] = [process.memoryUsage().rss, process.cpuUsage()];
  const order = JSON.stringify({ port: master.port, channel: CHANNEL, perSecond, forMs: FOR_MS });
  const publisher = fork(new URL("./pubsub-publisher.ts", import.meta.url), [order]);
  const [{ sent, seconds }] = await once(publisher, "message");
  await delay(500);
  const used = process.cpuUsage(cpu);
  stop.abort();
  await reading;
  const sorted = delays.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(0);
  console.log(
    `${Math.round(sent / seconds)} messages/s: PUBLISH to reader ${median(delays).toFixed(0)} ms in the middle, ` +
      `${at(0.99)} ms p99, ${at(0.999)} ms p99.9; ${last.received} of ${sent} heard, ${delays.length} shown, ` +
      `${last.notShown} counted as not shown; memory ${((process.memoryUsage().rss - memory) / 1e6).toFixed(0)} MB more, ` +
      `CPU ${((used.user + used.system) / 10_000 / seconds).toFixed(0)} % of a core`,
  );
}
