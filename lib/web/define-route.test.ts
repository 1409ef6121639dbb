import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { setServices } from "#lib/current-services.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { defineRoute } from "./define-route.ts";
import { createTestWeb, type TestWeb } from "./test-web.ts";

let web: TestWeb;
beforeEach(async () => {
  web = await createTestWeb();
  setServices(web.services);
});
afterEach(() => web.close());

const echo = defineOperation({
  name: "test.echo",
  summary: "echo",
  kind: "read",
  roles: ["sre"],
  input: z.strictObject({ deployment: z.string(), page: z.coerce.number().optional() }),
  async run({ actor }, input) {
    if (input.page === 13) throw new Error("the database password is hunter2");
    if (input.page === 14) throw new DomainError("REDIS_UNREACHABLE", "No answer.", { where: "10.0.0.1:6379" });
    return { ...input, name: actor.name, address: actor.address };
  },
});
const GET = defineRoute(echo);

async function ask(query: string, init: Parameters<TestWeb["request"]>[1] = {}) {
  const params = Promise.resolve({ deployment: "main" });
  const response = await GET(web.request(`/api/echo${query}`, { cookie: web.cookie, ...init }), { params });
  return { response, status: response.status, body: await response.json() };
}

test("answers with a Result, uncached, from the query and the path", async () => {
  const { response, status, body } = await ask("?page=2");
  expect(status).toBe(200);
  expect(body).toMatchObject({ ok: true, data: { deployment: "main", page: 2, name: "ada", address: "192.0.2.1" } });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-request-id")).toBe(body.requestId);
});

test("gives each failure its status, and unknown ones no text", async () => {
  expect(await ask("", { cookie: "" })).toMatchObject({ status: 401, body: { error: { code: "UNAUTHENTICATED" } } });
  expect(await ask("?page=1&page=2")).toMatchObject({ status: 400, body: { error: { code: "INVALID_INPUT" } } });
  expect(await ask("?role=admin")).toMatchObject({ status: 400 });
  expect(await ask("?__proto__=1")).toMatchObject({ status: 400 });
  expect(await ask("?page=14")).toMatchObject({ status: 503, body: { error: { where: "10.0.0.1:6379" } } });
  const unknown = await ask("?page=13");
  expect(unknown).toMatchObject({ status: 500, body: { error: { code: "INTERNAL" } } });
  expect(JSON.stringify(unknown.body)).not.toContain("hunter2");
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site" }],
  ["a neighbour", { "sec-fetch-site": "same-site" }],
  ["a foreign origin", { origin: "https://evil.example" }],
  ["a hidden origin", { origin: "null" }],
])("refuses %s", async (_, headers) => {
  expect((await ask("", { headers })).status).toBe(403);
});

test.each([
  ["another secret", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"],
  [
    "no algorithm",
    `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.`,
  ],
  ["rubbish", "%E0%A4%A"],
  ["five kilobytes", "a".repeat(5000)],
])("treats a cookie with %s as nobody", async (_, token) => {
  expect((await ask("", { cookie: `redis-console.sign-in=${token}` })).status).toBe(401);
});

test("does not let a change be made by GET", () => {
  const change = { ...echo, kind: "change" as const, target: () => ({ shown: "x" }) };
  expect(() => defineRoute(change)).toThrow(TypeError);
});
