export interface Tile<Item> {
  item: Item;
  /** Shares of the whole, 0 to 1. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Cuts a rectangle into tiles by size, each cut through the middle of what is left, along its longer side. */
export function layoutTreemap<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  area = { x: 0, y: 0, width: 1, height: 1 },
  aspect = 2.5,
): Tile<Item>[] {
  const [only] = items;
  if (only === undefined) return [];
  if (items.length === 1) return [{ item: only, ...area }];
  const total = sum(items, sizeOf);
  let cut = 1;
  while (cut < items.length - 1 && sum(items.slice(0, cut), sizeOf) + sizeOf(items[cut] ?? only) / 2 < total / 2)
    cut += 1;
  const share = total === 0 ? cut / items.length : sum(items.slice(0, cut), sizeOf) / total;
  const isWide = area.width * aspect >= area.height;
  const first = isWide ? { ...area, width: area.width * share } : { ...area, height: area.height * share };
  const rest = isWide
    ? { ...area, x: area.x + first.width, width: area.width - first.width }
    : { ...area, y: area.y + first.height, height: area.height - first.height };
  return [
    ...layoutTreemap(items.slice(0, cut), sizeOf, first, aspect),
    ...layoutTreemap(items.slice(cut), sizeOf, rest, aspect),
  ];
}

function sum<Item>(items: readonly Item[], sizeOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + sizeOf(item), 0);
}
