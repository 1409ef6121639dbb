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
  ];
}
