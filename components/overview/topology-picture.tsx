"use client";
import { ScrollArea } from "#components/ui/scroll-area.tsx";
import type { InstanceSnapshot, Topology } from "#lib/topology/schema.ts";
import { layoutTopology, NODE, SENTINEL } from "./layout-topology.ts";
import { TopologyEdge } from "./topology-edge.tsx";
import { InstanceNode, SentinelNode } from "./topology-node.tsx";

interface TopologyPictureProps {
  topology: Topology;
  hrefOf: (address: string) => string;
}

const MARGIN = 8;

/** The deployment as it stands: who watches, who leads, who follows and how far behind. */
export function TopologyPicture({ topology, hrefOf }: TopologyPictureProps) {
  const { instances, sentinels } = topology;
  const layout = layoutTopology({
    sentinels: sentinels.map(({ address, masterAddress }) => ({ address, watches: masterAddress ?? undefined })),
    instances: instances.map((instance) => ({
      address: instance.address,
      follows: followed(instance, topology.masterAddress),
    })),
  });
  const at = new Map(layout.nodes.map((node) => [node.address, node]));
  const edges = layout.edges.map((edge) => ({
    edge,
    sentinel: sentinels.find(({ address }) => address === edge.from),
    replica: instances.find(({ address }) => address === edge.from),
  }));
  return (
    <ScrollArea label="Picture of the topology" className="overflow-x-auto px-4 pt-1 pb-4">
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset. */}
      <svg
        viewBox={`${-MARGIN} ${-MARGIN} ${layout.width + 2 * MARGIN} ${layout.height + 2 * MARGIN}`}
        width={layout.width + 2 * MARGIN}
        height={layout.height + 2 * MARGIN}
        className="mx-auto block max-w-none"
        role="group"
        aria-label="Sentinels, master and replicas; the table below says the same"
      >
        {edges.map(({ edge, sentinel, replica }) => (
          <TopologyEdge
            key={`${edge.from} ${edge.to}`}
            edge={edge}
            {...(sentinel === undefined ? {} : { sentinel, agreed: topology.masterAddress })}
            {...(replica === undefined ? {} : { replica })}
          />
        ))}
        {sentinels.map((sentinel) => (
          <SentinelNode
            key={sentinel.address}
            sentinel={sentinel}
            agreed={topology.masterAddress}
            place={{ ...(at.get(sentinel.address) ?? { x: 0, y: 0 }), ...SENTINEL }}
            href={hrefOf(sentinel.address)}
          />
        ))}
        {instances.map((instance) => (
          <InstanceNode
            key={instance.address}
            instance={instance}
            place={{ ...(at.get(instance.address) ?? { x: 0, y: 0 }), ...NODE }}
            href={hrefOf(instance.address)}
          />
        ))}
      </svg>
    </ScrollArea>
  );
}

/** A replica that does not answer cannot say whom it follows; it stands below the master all the same. */
function followed({ role, figures }: InstanceSnapshot, masterAddress: string | null): string | undefined {
  return figures?.replication.masterAddress ?? (role === "replica" ? masterAddress : null) ?? undefined;
}
