import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { setServices } from "#lib/current-services.ts";
import { defineOperation } from "#lib/operation.ts";
import { closeSignIn } from "#lib/sign-in/close-sign-in.ts";
import { renewSignIn } from "#lib/sign-in/renew-sign-in.ts";
import { setDisabled, setRole } from "#lib/sign-in/user-commands.ts";
import { defineEventStream } from "./define-event-stream.ts";
import { closeEventStreams } from "./open-streams.ts";
import { createTestWeb, type TestWeb } from "./test-web.ts";

let web: TestWeb;
let stopped: number;
beforeEach(async () => {
  web = await createTestWeb();
  setServices(web.services);
  stopped = 0;
});
afterEach(async () => {
  closeEventStreams();
  await web.close();
});

const watch = defineOperation({
  name: "test.watch",
  summary: "watch",
  kind: "read",
  roles: ["sre"],
  input: z.strictObject({ deployment: z.string() }),
  async run({ signal }, { deployment }): Promise<AsyncIterable<string>> {
    return (async function* () {
      yield deployment;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      stopped += 1;
    })();
  },
});

const handler = defineEventStream(watch);

type Init = Parameters<TestWeb["request"]>[1];

function ask(init: Init = {}, path = "/api/watch?deployment=main"): Promise<Response> {
  return handler(web.request(path, { cookie: web.cookie, ...init }), {});
}

async function start(init?: Init, path?: string) {
  const response = await ask(init, path);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return { response, next: async () => (await reader?.read())?.value };
}

async function code(response: Response): Promise<string> {
  return (await response.json()).error.code;
}

test("streams to whoever may see it, uncached and unbuffered", async () => {
  const { response, next } = await start();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(await next()).toBe('data: "main"\n\n');
});

test("refuses nobody, another role, another site and bad input before the first byte", async () => {
  const nobody = await ask({ cookie: "" });
  expect([nobody.status, await code(nobody)]).toEqual([401, "UNAUTHENTICATED"]);
  const foreign = await ask({ headers: { origin: "https://evil.example" } });
  expect(foreign.status).toBe(403);
  const twice = await ask({}, "/api/watch?deployment=a&deployment=b");
  expect(twice.status).toBe(400);
  setRole(web.usersFile, "ada", "viewer");
  const viewer = await ask();
  expect([viewer.status, await code(viewer)]).toEqual([403, "FORBIDDEN"]);
});

test("takes what may hold a secret from a JSON body of our own pages alone", async () => {
  const post = { method: "POST", body: '{"deployment":"main"}' };
  const json = { "content-type": "application/json", origin: web.origin };
  expect(await (await start({ ...post, headers: json }, "/api/watch")).next()).toBe('data: "main"\n\n');
  expect((await ask({ ...post, headers: { "content-type": "application/json" } }, "/api/watch")).status).toBe(403);
  const plain = { ...json, "content-type": "text/plain" };
  expect((await ask({ ...post, headers: plain }, "/api/watch")).status).toBe(400);
  const large = { ...post, body: JSON.stringify({ deployment: "x".repeat(70_000) }) };
  expect((await ask({ ...large, headers: json }, "/api/watch")).status).toBe(400);
});

test("gives one person five streams, and another one when one has ended", async () => {
  const [first] = await Promise.all(Array.from({ length: 5 }, () => ask()));
  const sixth = await ask();
  expect([sixth.status, await code(sixth)]).toEqual([429, "TOO_MANY_REQUESTS"]);
  await first?.body?.cancel();
  expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(429);
});

test.each([
  ["signing out", "UNAUTHENTICATED", () => closeSignIn(web.services, web.signInId, "signed-out")],
  ["losing the role", "FORBIDDEN", () => setRole(web.usersFile, "ada", "viewer")],
  ["being disabled", "UNAUTHENTICATED", () => setDisabled(web.usersFile, "ada", true)],
])("ends by itself after %s and stops its source", async (_, reason, lose) => {
  const { next } = await start();
  expect(await next()).toBe('data: "main"\n\n');
  await lose();
  expect(await next()).toMatch(new RegExp(`^event: end\ndata: \\{"code":"${reason}"`));
  await expect.poll(() => stopped).toBe(1);
});

test("outlives the new id that a confirmed password gives, but not the end of that", async () => {
  const { next } = await start();
  await next();
  const { signInId } = await renewSignIn(web.services, web.signInId);
  const ending = next();
  expect(await Promise.race([ending, ask({ cookie: web.cookie }).then(({ status }) => status)])).toBe(401);
  const looked = vi.spyOn(web.services.store.db, "selectFrom");
  await expect.poll(() => looked.mock.calls.length, { timeout: 30_000 }).toBeGreaterThan(1);
  await closeSignIn(web.services, signInId, "signed-out");
  expect(await ending).toMatch(/^event: end\ndata: \{"code":"UNAUTHENTICATED"/);
});

test("says bye to every reader when the console stops", async () => {
  const { next } = await start();
  await next();
  closeEventStreams();
  expect(await next()).toBe("event: bye\ndata: null\n\n");
  await expect.poll(() => stopped).toBe(1);
});
