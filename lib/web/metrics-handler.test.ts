import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { setServices } from "#lib/current-services.ts";
import { defineJob } from "#lib/jobs/define-job.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { testContext } from "#lib/test-context.ts";
import { startPollers } from "#lib/topology/start-pollers.ts";
import { answerScrape } from "./metrics-handler.ts";
import { createTestWeb, type TestWeb } from "./test-web.ts";

const TOKEN = "t0ken-of-the-scraper-with-32-characters";
let web: TestWeb | undefined;

const sample = defineJob({ name: "keys.sample", input: z.strictObject({}), run: async () => ({}) });

async function start(settings: Record<string, unknown>) {
  web = await createTestWeb(settings);
  setServices(web.services);
  const stop = await startPollers(web.services);
  return { web, stop };
}

beforeEach(() => vi.stubEnv("SCRAPE_TOKEN", TOKEN));
afterEach(async () => {
  await web?.close();
  setServices(undefined);
  vi.unstubAllEnvs();
});

function scrape(fixture: TestWeb, authorization?: string, cookie = "") {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return answerScrape(fixture.request("/api/metrics", { headers, cookie }));
}

test("answers the token with the text format", async () => {
  const { web: fixture, stop } = await start({ metricsToken: { env: "SCRAPE_TOKEN" } });
  const { ctx } = testContext({}, fixture.services);
  for (const title of ["one", "another"]) await startJob(ctx, sample, { deployment: "main", title, input: {} });
  const answer = await scrape(fixture, `Bearer ${TOKEN}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const text = await answer.text();
  expect(text).toContain("# TYPE redis_console_event_streams gauge\nredis_console_event_streams 0\n");
  expect(text).toContain('redis_console_jobs{kind="keys.sample",result="queued"} 2\n');
  expect(text).not.toContain(TOKEN);
  await stop();
});

test("refuses every other token, and whoever is signed in without one", async () => {
  const { web: fixture, stop } = await start({ metricsToken: { env: "SCRAPE_TOKEN" } });
  const wrong = [undefined, "", "Bearer", "Bearer ", `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`];
  for (const authorization of [...wrong, `Bearer ${"x".repeat(5_000)}`]) {
    const answer = await scrape(fixture, authorization, fixture.cookie);
    expect(answer.status, authorization).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect(await answer.text()).not.toContain("redis_up");
  }
  await stop();
});

test("is not there until a token is configured", async () => {
  const { web: fixture, stop } = await start({});
  const answer = await scrape(fixture, `Bearer ${TOKEN}`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain("console.metricsToken");
  await stop();
});

test("says that the token cannot be read, and lets nobody in", async () => {
  const { web: fixture, stop } = await start({ metricsToken: { env: "SCRAPE_TOKEN" } });
  vi.stubEnv("SCRAPE_TOKEN", "");
  expect((await scrape(fixture, "Bearer ")).status).toBe(500);
  await stop();
});
