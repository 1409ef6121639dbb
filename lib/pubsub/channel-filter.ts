/** With so many channels, listing them all would be felt: only a filter lists them. */
export const MOST_UNFILTERED = 20_000;
const SHORTEST_FILTER = 3;

/** What PUBSUB CHANNELS takes: a pattern stays one, any other text is looked for anywhere in the name. */
export function toGlob(filter: string): string {
  const text = filter.trim();
  if (text === "") return "*";
  return /[*?[\]]/.test(text) ? text : `*${text.replaceAll("\\", "\\\\")}*`;
}

export function isNarrow(filter: string): boolean {
  return filter.replaceAll(/[*?[\]\\]/g, "").trim().length >= SHORTEST_FILTER;
}
