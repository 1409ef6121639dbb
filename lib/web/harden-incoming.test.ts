import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { hardenIncoming, hardenRequest, REFUSED_METHOD, trueAddress } from "./harden-incoming.ts";

test.each([
  [undefined, "192.0.2.1", 0, "192.0.2.1"],
  ["203.0.113.9", "192.0.2.1", 0, "192.0.2.1"],
  ["203.0.113.9", "::ffff:192.0.2.1", 0, "192.0.2.1"],
  ["6.6.6.6, 203.0.113.9", "127.0.0.1", 1, "203.0.113.9"],
  ["6.6.6.6, 203.0.113.9, 10.0.0.1", "127.0.0.1", 2, "203.0.113.9"],
  ["2001:db8::7", "127.0.0.1", 1, "2001:db8::7"],
  [undefined, "127.0.0.1", 1, "127.0.0.1"],
  ["<script>", "127.0.0.1", 1, "127.0.0.1"],
])("of %j from %s behind %i proxies believes %s", (forwarded, socket, proxies, address) => {
  expect(trueAddress(forwarded, socket, proxies)).toBe(address);
});

function incoming(localAddress: string, method = "GET", url = "/sessions") {
  let isDestroyed = false;
  const socket = { localAddress, remoteAddress: "192.0.2.1", destroy: () => (isDestroyed = true) };
  const request = {
    headers: { "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil.example" },
    method,
    socket,
    url,
  };
  // The members that are read.
  hardenRequest(request as unknown as IncomingMessage, { trustedProxies: 0, loopbackOnly: true });
  return { request, isDestroyed };
}

test("lets nobody in over a public address unless the configuration is fit for it", () => {
  expect(incoming("192.0.2.200").isDestroyed).toBe(true);
  expect(incoming("::ffff:127.0.0.1").isDestroyed).toBe(false);
  expect(incoming("::1").isDestroyed).toBe(false);
});

test("marks methods that nothing can read", () => {
  expect(incoming("127.0.0.1", "TRACE").request.method).toBe(REFUSED_METHOD);
  expect(incoming("127.0.0.1", "POST").request.method).toBe("POST");
});

test("marks a request for another server's address", () => {
  const { method, url } = incoming("127.0.0.1", "GET", "http://evil.example/sessions").request;
  expect([method, url]).toEqual([REFUSED_METHOD, "/"]);
});

test("puts the headers of every real request right before a server sees them", async () => {
  hardenIncoming({ trustedProxies: 0, loopbackOnly: true, responseHeaders: { "X-Content-Type-Options": "nosniff" } });
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const headers = { "X-Forwarded-For": "6.6.6.6", "X-Forwarded-Host": "evil.example", Connection: "close" };
  const body = await new Promise<string>((resolve, reject) => {
    get({ host: "127.0.0.1", port, headers }, (response) => {
      expect(response.headers["x-content-type-options"]).toBe("nosniff");
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve(text));
    }).on("error", reject);
  });
  expect(JSON.parse(body)).toMatchObject({ "x-forwarded-for": "127.0.0.1" });
  expect(body).not.toContain("evil.example");
});
