/** How many channels an instance may have: it goes through all of them whatever the filter is, and answers nobody meanwhile. */
export const CHANNEL_LIMITS = {
  /** Listing more would be felt: only a filter lists them. */
  unfiltered: 20_000,
  /** With more than these only a whole name is looked up. */
  searched: 200_000,
};
const SHORTEST_FILTER = 3;

/** What PUBSUB CHANNELS takes: a pattern stays one, any other text is looked for anywhere in the name. */
export function toGlob(filter: string): string {
  const text = filter.trim();
  if (text === "") return "*";
  return /[*?[\]]/.test(text) ? text : `*${text.replaceAll("\\", "\\\\")}*`;
}

/** A whole name; undefined where the filter is a pattern. */
export function wholeName(filter: string): string | undefined {
  const text = filter.trim();
  return text === "" || /[*?[\]]/.test(text) ? undefined : text;
}

export function isNarrow(filter: string): boolean {
  return filter.replaceAll(/[*?[\]\\]/g, "").trim().length >= SHORTEST_FILTER;
}
