import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ClientRowsView } from "./client-rows-view.tsx";
import { clientRow } from "./test-client-row.ts";

afterEach(cleanup);

const CLIENTS = [
  clientRow({ id: "1", address: "10.0.0.1:1", memoryBytes: 10, name: "shop" }),
  clientRow({ id: "2", address: "10.0.0.2:1", memoryBytes: 30, kind: "replica" }),
  clientRow({ id: "3", address: "10.0.0.3:1", memoryBytes: 20, kind: "console" }),
];

function show(more = 0, onKill?: () => void) {
  render(<ClientRowsView rows={{ at: 0, clients: CLIENTS, more }} onKill={onKill} />);
  return userEvent.setup();
}
const table = () => within(screen.getByRole("table"));
const addresses = () =>
  table()
    .getAllByText(/^10\.0\.0\.\d:1$/)
    .map(({ textContent }) => textContent);

test("has the largest first, and another order when a column's head is pressed", async () => {
  const user = show();
  expect(addresses()).toEqual(["10.0.0.2:1", "10.0.0.3:1", "10.0.0.1:1"]);
  await user.click(table().getByRole("button", { name: "Address" }));
  expect(addresses()).toEqual(["10.0.0.1:1", "10.0.0.2:1", "10.0.0.3:1"]);
  expect(table().getByRole("columnheader", { name: "Address" }).getAttribute("aria-sort")).toBe("ascending");
});

test("filters, and says how many fit and how many are not listed", async () => {
  const user = show(12);
  await user.type(screen.getByLabelText("Filter"), "shop");
  expect(addresses()).toEqual(["10.0.0.1:1"]);
  expect(screen.getByRole("status").textContent).toMatch(/1 of 3 clients, and 12 more/);
});

test("offers to close applications alone, and to those who may", () => {
  show(0, vi.fn());
  expect(table().getAllByRole("button", { name: /Close the connection/ })).toHaveLength(1);
  cleanup();
  show();
  expect(screen.queryByRole("button", { name: /Close the connection/ })).toBeNull();
});
