/** EXECABORT says only that a transaction was discarded; the driver hangs on it what made the server do so. */
export function firstRefusal(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !("previousErrors" in thrown) || !Array.isArray(thrown.previousErrors))
    return thrown;
  const first: unknown = thrown.previousErrors[0];
  return first instanceof Error ? first : thrown;
}
