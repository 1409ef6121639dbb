import { expect, test } from "vitest";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { bindHost, whyUnsafeBinding } from "./safe-binding.ts";

test.each([
  [["node", "next", "start", "-H", "127.0.0.1"], {}, "127.0.0.1"],
  [["node", "next", "start", "--hostname", "10.0.0.1"], { HOSTNAME: "127.0.0.1" }, "10.0.0.1"],
  [["node", "next", "start", "--hostname=::1"], {}, "::1"],
  [["node", "next", "start", "-H0.0.0.0"], {}, "0.0.0.0"],
  [["node", "next", "start"], {}, "0.0.0.0"],
  [["node", "next", "start"], { HOSTNAME: "127.0.0.1" }, "0.0.0.0"],
  [["node", "/app/server.js"], { HOSTNAME: "127.0.0.1" }, "127.0.0.1"],
  [["node", "/app/server.js"], {}, "0.0.0.0"],
  [["node", "/next/start-server.js"], { __NEXT_PRIVATE_ORIGIN: "http://127.0.0.1:3000" }, "127.0.0.1"],
  [["node", "/next/start-server.js"], { __NEXT_PRIVATE_ORIGIN: "http://localhost:3000" }, "0.0.0.0"],
])("reads from %j and %j that it listens on %s", (argv, variables: Record<string, string>, host) => {
  expect(bindHost(argv, (name) => variables[name])).toBe(host);
});

const config = (address: string) => ({ console: ConsoleConfig.shape.console.parse({ address }) });

test.each([
  ["http://127.0.0.1:3000", "127.0.0.1"],
  ["http://localhost:3000", "localhost"],
  ["http://[::1]:3000", "::1"],
  ["https://console.example", "0.0.0.0"],
  ["https://console.example", "127.0.0.1"],
])("allows %s on %s", (address, host) => {
  expect(whyUnsafeBinding(config(address), host)).toBeUndefined();
});

test.each([
  ["http://127.0.0.1:3000", "0.0.0.0"],
  ["http://console.example", "0.0.0.0"],
  ["https://localhost", "::"],
  ["http://127.0.0.1:3000", "192.0.2.1"],
  ["http://127.0.0.1:3000", "127.evil.example"],
])("refuses %s on %s", (address, host) => {
  expect(whyUnsafeBinding(config(address), host)?.wrong).toContain(host);
});
