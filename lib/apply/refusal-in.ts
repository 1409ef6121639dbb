import { findDirective } from "#lib/directives/directive-table.ts";

const LONGEST = 200;

/** The server's own words about a directive that it refused: no secret is among what is sent, and only plain letters are repeated. */
export function refusalIn(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !thrown.message.startsWith("ERR ")) return undefined;
  const name = /argument '([a-z0-9-]{1,60})'/.exec(thrown.message)?.[1];
  if (name === undefined || findDirective(name) === undefined) return undefined;
  const why = / - (.+)$/s.exec(thrown.message)?.[1] ?? "no reason given";
  return `${name} was refused: ${why.replaceAll(/[^\x20-\x7e]/g, " ").slice(0, LONGEST)}.`;
}
