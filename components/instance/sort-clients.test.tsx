import { expect, it } from "vitest";
import { sortClients } from "./sort-clients.ts";
import { clientRow } from "./test-client-row.ts";

const clients = [
  clientRow({ id: "1", address: "10.0.0.10:5", idleSeconds: 7 }),
  clientRow({ id: "2", address: "10.0.0.9:5", idleSeconds: null, name: "Worker" }),
  clientRow({ id: "3", address: "10.0.0.9:4", idleSeconds: 90, subscriptions: 1, patternSubscriptions: 2 }),
];
const ids = (...args: Parameters<typeof sortClients>) => sortClients(...args).map(({ id }) => id);

it("orders numbers as numbers, the unknown last either way", () => {
  expect(ids(clients, "", { by: "idleSeconds", isDescending: false })).toEqual(["1", "3", "2"]);
  expect(ids(clients, "", { by: "idleSeconds", isDescending: true })).toEqual(["3", "1", "2"]);
  expect(ids(clients, "", { by: "subscriptions", isDescending: true })[0]).toBe("3");
});

it("orders addresses as people count them", () => {
  expect(ids(clients, "", { by: "address", isDescending: false })).toEqual(["3", "2", "1"]);
});

it("keeps those that some word of theirs fits, whatever its case", () => {
  expect(ids(clients, " work ", { by: "address", isDescending: false })).toEqual(["2"]);
  expect(ids(clients, "10.0.0.9", { by: "address", isDescending: false })).toEqual(["3", "2"]);
  expect(ids(clients, "nothing", { by: "address", isDescending: false })).toEqual([]);
});
