export interface PlacedNode {
  address: string;
  /** Top left corner. */
  x: number;
  y: number;
}

export interface PlacedEdge {
  /** The one that follows: a replica, or a sentinel that watches. */
  from: string;
  to: string;
  path: string;
  /** Where a label stands. */
  labelX: number;
  labelY: number;
}

export interface TopologyLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

interface LayoutInput {
  sentinels: readonly { address: string; watches: string | undefined }[];
  /** `follows` is the instance it replicates from; undefined for a master. */
  instances: readonly { address: string; follows: string | undefined }[];
}

export const NODE = { width: 208, height: 76 };
export const SENTINEL = { width: 168, height: 44 };
const GAP_X = 32;
const GAP_Y = 60;

/** Sentinels above, masters below them, then replicas by how many steps they are from a master. */
export function layoutTopology({ sentinels, instances }: LayoutInput): TopologyLayout {
  const rows = rowsByDepth(instances);
  const instanceWidth = Math.max(1, ...rows.map((row) => row.length)) * (NODE.width + GAP_X) - GAP_X;
  const width = Math.max(instanceWidth, sentinels.length * (SENTINEL.width + GAP_X) - GAP_X);
  const top = sentinels.length === 0 ? 0 : SENTINEL.height + GAP_Y;
  const nodes = [
    ...placeRow(sentinels, width, 0, SENTINEL.width),
    ...rows.flatMap((row, depth) => placeRow(row, width, top + depth * (NODE.height + GAP_Y), NODE.width)),
  ];
  const height = top + rows.length * (NODE.height + GAP_Y) - (rows.length === 0 ? 0 : GAP_Y);
  const at = new Map(nodes.map((node) => [node.address, node]));
  const links = [
    ...sentinels.map(({ address, watches }) => ({ from: address, to: watches, size: SENTINEL })),
    ...instances.map(({ address, follows }) => ({ from: address, to: follows, size: NODE })),
  ];
  const edges = links.flatMap(({ from, to, size }) => {
    const [start, end] = [at.get(from), to === undefined ? undefined : at.get(to)];
    return start === undefined || end === undefined || from === to ? [] : [drawEdge(start, end, size)];
  });
  return { width, height, nodes, edges };
}

/** Replicas whose master is unknown, or that follow each other in a ring, stand in the last row. */
function rowsByDepth(instances: LayoutInput["instances"]): { address: string }[][] {
  const known = new Map(instances.map((instance) => [instance.address, instance]));
  const rows: { address: string }[][] = [];
  const lost: { address: string }[] = [];
  for (const instance of instances) {
    const depth = depthOf(instance, known);
    if (depth === undefined) lost.push(instance);
    else {
      rows[depth] ??= [];
      rows[depth].push(instance);
    }
  }
  const filled = rows.filter((row) => row !== undefined);
  return lost.length === 0 ? filled : [...filled, lost];
}

function depthOf(
  instance: LayoutInput["instances"][number],
  known: ReadonlyMap<string, LayoutInput["instances"][number]>,
): number | undefined {
  let depth = 0;
  let at = instance;
  while (at.follows !== undefined) {
    const next = known.get(at.follows);
    depth += 1;
    if (next === undefined || depth > known.size) return undefined;
    at = next;
  }
  return depth;
}

function placeRow(row: readonly { address: string }[], width: number, y: number, nodeWidth: number): PlacedNode[] {
  const rowWidth = row.length * (nodeWidth + GAP_X) - GAP_X;
  const left = (width - rowWidth) / 2;
  return row.map(({ address }, index) => ({ address, x: left + index * (nodeWidth + GAP_X), y }));
}

function drawEdge(start: PlacedNode, end: PlacedNode, size: { width: number; height: number }): PlacedEdge {
  const isAbove = start.y < end.y;
  const x1 = start.x + size.width / 2;
  const y1 = isAbove ? start.y + size.height : start.y;
  const x2 = end.x + NODE.width / 2;
  const y2 = isAbove ? end.y : end.y + NODE.height;
  const middle = (y1 + y2) / 2;
  return {
    from: start.address,
    to: end.address,
    path: `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`,
    labelX: (x1 + x2) / 2,
    labelY: middle,
  };
}
