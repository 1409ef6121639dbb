import { plainText } from "#lib/plain-text.ts";
import type { Happening } from "./happening.ts";
import { SENTINEL_WORDS, type Spoken, spokenOf, writeSetting } from "./sentinel-words.ts";

/** Two console processes hear the same event so much apart at most. */
const HEARD_WITHIN_MS = 5_000;
const LONGEST_REST = 120;

/** A sentinel's event in plain words; `rest` is never shown unless it is known to hold no secret. */
export function describeSentinelEvent(event: Spoken): Happening {
  const { name, about, address, to, epoch, sentinel, at } = event;
  const words = SENTINEL_WORDS[name];
  const isShared = words?.isShared ?? false;
  const instance = about === "itself" ? sentinel : (to ?? address ?? null);
  const isSwitch = name === "+switch-master";
  const speaker = isShared ? "" : sentinel;
  return {
    at,
    kind: words?.kind ?? "sentinel",
    severity: words?.severity ?? "info",
    instance,
    title: capital(words?.title(event) ?? `Sentinel ${sentinel} said ${name} about ${spokenOf(event)}`),
    detail: detailOf(event, isShared),
    subject: isSwitch ? name : JSON.stringify([name.slice(1), speaker, address ?? ""]),
    mark: JSON.stringify([name[0], about, address, to, epoch, name === "+set" ? writeSetting(event.rest) : ""]),
    // The last one to hear of a switch may do so much later, when its link is back.
    withinMs: isSwitch ? Number.POSITIVE_INFINITY : HEARD_WITHIN_MS,
    heard: { name, about, address, to, epoch, sentinel },
  };
}

function detailOf({ name, sentinel, rest, epoch }: Spoken, isShared: boolean): string | null {
  const quorum = name === "+odown" ? /^#quorum (\d+\/\d+)$/.exec(rest)?.[1] : undefined;
  const role = /role-change$/.test(name) ? /(master|replica)$/.exec(rest)?.[1] : undefined;
  const parts = [
    ...(quorum === undefined ? [] : [`Quorum ${quorum}`]),
    ...(role === undefined ? [] : [`It says that it is a ${role}`]),
    ...(epoch === undefined || name === "+vote-for-leader" ? [] : [`Epoch ${epoch}`]),
    ...(isShared || /^[+-]odown$|replica|failover-end/.test(name) ? [`Said by sentinel ${sentinel}`] : []),
  ];
  return parts.length === 0 ? null : plainText(`${parts.join(". ")}.`, LONGEST_REST);
}

function capital(sentence: string): string {
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}
