import { expect, test } from "vitest";
import { createWorkQueue } from "./hash-queue.ts";

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test("runs so many at a time, the rest in order", async () => {
  const queue = createWorkQueue(2, 10);
  const { opened, open } = gate();
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = Array.from({ length: 6 }, (_, index) =>
    queue.run(async () => {
      running += 1;
      most = Math.max(most, running);
      await opened;
      order.push(index);
      running -= 1;
    }),
  );
  open();
  await Promise.all(work);
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

test("refuses what comes while as many wait as may, and serves again afterwards", async () => {
  const queue = createWorkQueue(1, 1);
  const { opened, open } = gate();
  const first = queue.run(() => opened);
  const second = queue.run(() => opened);
  await expect(queue.run(() => opened)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  open();
  await Promise.all([first, second]);
  expect(await queue.run(async () => "served")).toBe("served");
});

test("gives the place on when the work fails", async () => {
  const queue = createWorkQueue(1, 5);
  const failing = queue.run(() => Promise.reject(new Error("broken")));
  const after = queue.run(async () => "served");
  await expect(failing).rejects.toThrow("broken");
  expect(await after).toBe("served");
});
