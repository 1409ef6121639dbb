import type { DriftCell } from "./schema.ts";

export interface SecretSides {
  /** Fingerprint of the secret that the file would hold; undefined: the console does not know it; "": none. */
  readonly rendered: string | undefined;
  readonly isRendered: boolean;
  readonly onHost: string | undefined;
  readonly live: string | undefined;
}

const WORDS = { none: "not set", set: "set" } as const;

/** Only whether both are the same secret: fingerprints stay on the server. */
export function compareSecret({ rendered, isRendered, onHost, live }: SecretSides): DriftCell {
  const word = (tag: string | undefined) => (tag === undefined ? null : tag === "" ? WORDS.none : WORDS.set);
  const shown = {
    rendered: isRendered ? (rendered === undefined ? "set, not known here" : word(rendered)) : null,
    onHost: onHost === undefined || live === undefined ? word(onHost) : comparedWord(onHost, live),
    live: live === undefined ? null : rendered === undefined ? word(live) : comparedWord(live, rendered),
  };
  const isHostBehind = onHost !== undefined && live !== undefined && onHost !== live;
  return { ...shown, state: secretState({ rendered, isRendered, live }), isHostBehind };
}

function comparedWord(tag: string, other: string): string {
  if (tag === "") return WORDS.none;
  return tag === other ? "the same secret" : "another secret";
}

function secretState({ rendered, isRendered, live }: Pick<SecretSides, "rendered" | "isRendered" | "live">) {
  if (live === undefined) return "unknown" as const;
  if (!isRendered) return live === "" ? ("same" as const) : ("unset" as const);
  if (rendered === undefined) return "unknown" as const;
  return rendered === live ? ("same" as const) : ("differs" as const);
}
