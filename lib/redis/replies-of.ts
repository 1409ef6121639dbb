/** The replies of a pipeline or transaction; throws the first error among them, for a handle's run() to translate. */
export function repliesOf(results: readonly (readonly [error: Error | null, reply: unknown])[] | null): unknown[] {
  // EXEC answers null when a watched key has changed; who watches asks before.
  if (results === null) throw new TypeError("The transaction was not executed, so it has no replies.");
  return results.map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  });
}
