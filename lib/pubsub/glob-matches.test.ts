import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { globMatches } from "./glob-matches.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await startTestDeployment();
});
afterAll(() => deployment.stop());

const PATTERNS = [
  "*",
  "news:*",
  "n?ws",
  "[a-c]x",
  "[^a]x",
  "a\\*b",
  "a**b",
  "*x*y",
  "[z-a]q",
  "\\[a]",
  "h[ae]llo",
  "?",
];
const NAMES = ["news:1", "news", "ax", "dx", "a*b", "ab", "axxb", "1x2y", "bq", "[a]", "hallo", "hillo", "é", "x"];

it("agrees with Redis on which patterns a channel fits", async () => {
  const client = deployment.client(deployment.master.address);
  for (const name of NAMES) await client.subscribe(name);
  const asker = deployment.client(deployment.master.address);
  for (const pattern of PATTERNS) {
    const byRedis = (await asker.call("PUBSUB", "CHANNELS", pattern)) as string[];
    const ours = NAMES.filter((name) => globMatches(Buffer.from(pattern), Buffer.from(name)));
    expect(ours.sort(), pattern).toEqual(byRedis.sort());
  }
});
