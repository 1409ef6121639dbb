import { DomainError } from "#lib/errors.ts";

/** The query as an object; a name given twice is refused, for no two readers agree which one counts. */
export function readQuery(url: string): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URL(url).searchParams) {
    if (query.has(name)) {
      throw new DomainError("INVALID_INPUT", "The address gives one parameter twice.", { where: name.slice(0, 60) });
    }
    query.set(name, value);
  }
  return Object.fromEntries(query);
}
