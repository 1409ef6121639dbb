import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { RestoreReport } from "#lib/undo/schema.ts";
import { UndoNote } from "./undo-note.tsx";

afterEach(cleanup);

async function undone(over: Partial<RestoreReport>): Promise<string> {
  const replicas = { confirmed: 1, connected: 1 };
  const data = { restored: 3, fresh: 0, expired: 0, refused: 0, replicas, ...over };
  const restore = async () => ({ ok: true as const, data, requestId: "r" });
  const offer = { id: "b5bd8f6a-1111-4111-8111-111111111111", keys: 3, until: Date.now() + 600_000 };
  render(<UndoNote deployment="shop" offer={offer} restore={restore} />);
  await userEvent.click(screen.getByRole("button", { name: "Undo: bring back 3 keys" }));
  return (await screen.findByText(/brought back,/)).textContent ?? "";
}

test("says what came back, and that every replica has it", async () => {
  expect(await undone({})).toContain("Undone3 keys brought back, confirmed by 1 of 1 replica");
});

test("does not say undone where nothing came back", async () => {
  const text = await undone({ restored: 0, fresh: 3 });
  expect(text).toContain("Not undone");
  expect(text).toContain("3 had fresh values already");
});
