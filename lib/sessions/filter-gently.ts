import { setImmediate as nextTurn } from "node:timers/promises";

/** Others who use the console wait for as long as this runs without a pause. */
const LONGEST_TURN_MS = 20;

/** Like filter; lets other work in between where deciding takes long, as decoding large values does. */
export async function filterGently<Item>(items: readonly Item[], fits: (item: Item) => boolean): Promise<Item[]> {
  const found: Item[] = [];
  let turnBegan = performance.now();
  for (const item of items) {
    if (fits(item)) found.push(item);
    if (performance.now() - turnBegan < LONGEST_TURN_MS) continue;
    await nextTurn();
    turnBegan = performance.now();
  }
  return found;
}
