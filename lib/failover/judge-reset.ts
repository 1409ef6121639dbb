import { DomainError } from "#lib/errors.ts";
import type { SentinelLook } from "#lib/topology/look-at-sentinel.ts";

interface Looks {
  readonly sentinel: string;
  readonly before: SentinelLook | undefined;
  readonly after: SentinelLook;
  /** Whether the RESET itself was answered. */
  readonly isAnswered: boolean;
}

/** What a Sentinel has forgotten; where its answer was lost, that says whether the reset was carried out. */
export function judgeReset({ sentinel, before, after, isAnswered }: Looks): { forgotten: string[]; words: string } {
  const known = everybody(after);
  const forgotten = everybody(before).flatMap(({ address }) =>
    address === undefined || known.some((one) => one.address === address) ? [] : [address],
  );
  const stillDown = everybody(before).flatMap(({ address, flags }) =>
    flags.isSdown && known.some((one) => one.address === address && one.flags.isSdown) ? (address ?? []) : [],
  );
  if (!isAnswered && stillDown.length > 0) {
    throw new DomainError(
      "CONFLICT",
      `Sentinel ${sentinel} did not answer in time and still knows ${stillDown.join(", ")}, which it would have forgotten: it was not reset.`,
      { where: sentinel, advice: "No other Sentinel was touched. Reset it again once it answers." },
    );
  }
  const answer = isAnswered ? "" : "; its answer was lost, and this is what it shows";
  if (forgotten.length > 0) return { forgotten, words: `it has forgotten ${forgotten.join(", ")}${answer}` };
  return {
    forgotten,
    words: `it had nothing to forget${isAnswered ? "" : ", so that its answer was lost changes nothing"}`,
  };
}

function everybody(look: SentinelLook | undefined) {
  return [...(look?.replicas ?? []), ...(look?.peers ?? [])];
}
