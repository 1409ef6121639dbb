import type { SentinelSnapshot } from "#lib/topology/schema.ts";
import type { FigureGroup } from "./instance-figures.tsx";
import { sentinelOpinion } from "./sentinel-opinion.ts";

const UNKNOWN = "not known";

export function sentinelFigures(sentinel: SentinelSnapshot, agreed: string | null): FigureGroup[] {
  const { masterAddress, epoch, quorum, quorumReply, isTilt, knownSentinels, knownReplicas } = sentinel;
  return [
    {
      title: "What it believes",
      figures: [
        { name: "Opinion", value: sentinelOpinion(sentinel, agreed).text },
        { name: "Master", value: <span className="font-mono">{masterAddress ?? "none"}</span> },
        { name: "Configuration epoch", value: epoch ?? UNKNOWN },
        { name: "Other sentinels it knows", value: knownSentinels ?? UNKNOWN },
        { name: "Replicas it knows", value: knownReplicas ?? UNKNOWN },
      ],
    },
    {
      title: "Can it act",
      figures: [
        { name: "Quorum", value: quorum ?? UNKNOWN },
        { name: "SENTINEL CKQUORUM", value: quorumReply ?? UNKNOWN },
        { name: "Tilt (it distrusts its clock and only watches)", value: isTilt === true ? "yes" : "no" },
      ],
    },
    ...seen(
      "Replicas as it sees them",
      sentinel.replicas.map(({ address, flags, isLinkUp }) => ({
        address,
        flags: isLinkUp === false ? [...flags, "link down"] : flags,
      })),
    ),
    ...seen("Sentinels as it sees them", sentinel.peers),
  ];
}

function seen(title: string, others: readonly { address: string; flags: readonly string[] }[]): FigureGroup[] {
  if (others.length === 0) return [];
  const figures = others.map(({ address, flags }) => ({
    name: address,
    value: flags.length === 0 ? "fine" : flags.join(", "),
  }));
  return [{ title, figures }];
}
