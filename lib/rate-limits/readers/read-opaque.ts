import { expiryOf, GONE, type Reader, type Reading, ttlFrom } from "#lib/rate-limits/reading.ts";

/** Only that there is a key, and until when. */
export const readOpaque: Reader = ({ key }) => ({
  commands: [["PTTL", key]],
  read([ttl]): Reading | undefined {
    const ttlMs = ttlFrom(ttl);
    if (ttlMs === GONE) return undefined;
    const resetsInMs = expiryOf(ttlMs);
    return {
      used: null,
      limit: null,
      isBlocked: false,
      blockedForMs: null,
      resetsInMs,
      note: "How this limiter counts cannot be read from its key.",
    };
  },
});
