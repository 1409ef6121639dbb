const DISCARDED_BECAUSE = /^EXECABORT Transaction discarded because of: ([A-Z]+ .*)/s;

/** EXECABORT says only that a transaction was discarded; what made the server do so hangs on it, or stands in it. */
export function firstRefusal(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const reason = DISCARDED_BECAUSE.exec(thrown.message)?.[1];
  if (reason !== undefined) return Object.assign(new Error(reason), { name: thrown.name });
  const earlier = "previousErrors" in thrown && Array.isArray(thrown.previousErrors) ? thrown.previousErrors : [];
  const first: unknown = earlier[0];
  return first instanceof Error ? first : thrown;
}
