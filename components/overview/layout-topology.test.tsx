import { expect, test } from "vitest";
import { layoutTopology, NODE } from "./layout-topology.ts";

const MASTER = { address: "a:1", follows: undefined };

function rowOf(layout: ReturnType<typeof layoutTopology>, address: string): number | undefined {
  return layout.nodes.find((node) => node.address === address)?.y;
}

test("stands sentinels above the master and replicas below it", () => {
  const layout = layoutTopology({
    sentinels: [{ address: "s:1", watches: "a:1" }],
    instances: [{ address: "b:1", follows: "a:1" }, MASTER],
  });
  const [sentinel = -1, master = -1, replica = -1] = ["s:1", "a:1", "b:1"].map((name) => rowOf(layout, name));
  expect(sentinel).toBeLessThan(master);
  expect(master).toBeLessThan(replica);
  expect(layout.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(["s:1>a:1", "b:1>a:1"]);
});

test("stands a replica of a replica one row further down", () => {
  const layout = layoutTopology({
    sentinels: [],
    instances: [MASTER, { address: "b:1", follows: "a:1" }, { address: "c:1", follows: "b:1" }],
  });
  expect(rowOf(layout, "c:1")).toBeGreaterThan(rowOf(layout, "b:1") ?? Number.NaN);
});

test("loses nobody when the master is unknown or two replicas follow each other", () => {
  const layout = layoutTopology({
    sentinels: [{ address: "s:1", watches: "gone:1" }],
    instances: [
      { address: "b:1", follows: "gone:1" },
      { address: "c:1", follows: "d:1" },
      { address: "d:1", follows: "c:1" },
    ],
  });
  expect(layout.nodes.map(({ address }) => address).sort()).toEqual(["b:1", "c:1", "d:1", "s:1"]);
  expect(layout.height).toBeGreaterThan(0);
});

test("puts no two nodes of one row over each other", () => {
  const replicas = Array.from({ length: 9 }, (_, index) => ({ address: `r:${index}`, follows: "a:1" }));
  const layout = layoutTopology({ sentinels: [], instances: [MASTER, ...replicas] });
  const xs = layout.nodes.filter(({ address }) => address.startsWith("r")).map(({ x }) => x);
  for (const [index, x] of xs.slice(1).entries()) expect(x - (xs[index] ?? 0)).toBeGreaterThanOrEqual(NODE.width);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
});
