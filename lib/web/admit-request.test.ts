import { expect, test } from "vitest";
import { whyNotAdmitted } from "./admit-request.ts";

const allowed = { address: "https://console.example", allowedHosts: ["Console.internal:8443"] };

function ask(method: string, headers: Record<string, string>, pathname = "/") {
  const all = new Headers({ host: "console.example", ...headers });
  return whyNotAdmitted({ method, pathname, headers: all }, allowed)?.status;
}

test("answers to its own host names alone", () => {
  expect(ask("GET", {})).toBeUndefined();
  expect(ask("GET", { host: "CONSOLE.internal:8443" })).toBeUndefined();
  expect(ask("GET", { host: "evil.example" })).toBe(421);
  expect(ask("GET", { host: "console.example.evil.example" })).toBe(421);
  expect(ask("GET", { host: "console.internal" })).toBe(421);
  expect(whyNotAdmitted({ method: "GET", pathname: "/", headers: new Headers() }, allowed)?.status).toBe(421);
});

test("lets a scraper in by any name, and no other path with it", () => {
  expect(ask("GET", { host: "10.0.0.5:3000" }, "/api/metrics")).toBeUndefined();
  expect(ask("GET", { host: "10.0.0.5:3000" }, "/api/metrics/")).toBe(421);
  expect(ask("GET", { host: "10.0.0.5:3000", "sec-fetch-site": "cross-site" }, "/api/metrics")).toBe(403);
  expect(ask("PUT", { host: "10.0.0.5:3000" }, "/api/metrics")).toBe(405);
});

test("takes the names of its own machine for each other, on its port", () => {
  const local = { address: "http://127.0.0.1:3000", allowedHosts: [] };
  const admits = (host: string) =>
    whyNotAdmitted({ method: "GET", pathname: "/", headers: new Headers({ host }) }, local) === undefined;
  expect(["127.0.0.1:3000", "localhost:3000", "[::1]:3000"].map(admits)).toEqual([true, true, true]);
  expect(["localhost", "localhost:3001", "localhost.evil.example:3000"].map(admits)).toEqual([false, false, false]);
});

test.each(["TRACE", "REFUSED", "OPTIONS", "PUT", "PATCH", "DELETE"])("refuses %s", (method) => {
  expect(ask(method, {})).toBe(405);
});

test.each(["cross-site", "same-site"])("refuses a change and an API call from a %s page", (site) => {
  expect(ask("POST", { "sec-fetch-site": site })).toBe(403);
  expect(ask("GET", { "sec-fetch-site": site }, "/api/topology")).toBe(403);
  expect(ask("GET", { "sec-fetch-site": site }, "/sessions")).toBeUndefined();
});

test("lets the provider send people back, but not other pages fetch that address", () => {
  const back = "/api/auth/callback/oidc";
  expect(ask("GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, back)).toBeUndefined();
  expect(ask("GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }, back)).toBe(403);
});
