import type { Preset } from "./preset.ts";
import { SERVICE_RATE_LIMIT_PRESETS } from "./service-rate-limit-presets.ts";

const ADDRESS = "[0-9a-fA-F.:]+";
const UPSTASH_CACHE = {
  text: "@upstash/ratelimit keeps blocked subjects in each process (ephemeralCache) until their window ends.",
};

/** Limiters of Node. */
const NODE_RATE_LIMIT_PRESETS: Record<string, Preset> = {
  "express-rate-limit": { kind: "rate-limit", match: "rl:{ip}", algorithm: "counter" },
  "rate-limiter-flexible": {
    kind: "rate-limit",
    match: "rlflx:{user}",
    algorithm: "counter-and-block",
    localBlock: {
      text: "With inMemoryBlockOnConsumed rate-limiter-flexible goes on refusing in each process until its own block ends.",
    },
  },
  "fastify-rate-limit": { kind: "rate-limit", match: `fastify-rate-limit-{ip:${ADDRESS}}`, algorithm: "counter" },
  "fastify-rate-limit-route": {
    kind: "rate-limit",
    match: `fastify-rate-limit-{method:[A-Z]+}/{route:.*}-{ip:${ADDRESS}}`,
    subject: "{ip} on {method} /{route}",
    algorithm: "counter",
  },
  "nest-throttler": {
    kind: "rate-limit",
    match: "\\{{hash:[0-9a-f]{64}}:{throttler}\\}:hits",
    blockKey: "\\{{hash}:{throttler}\\}:blocked",
    algorithm: "counter-and-block",
    subject: {
      hash: "sha256",
      template: "{controller}-{handler}-{throttler}-{ip}",
      ask: ["controller", "handler", "throttler", "ip"],
    },
  },
  "upstash-fixed-window": {
    kind: "rate-limit",
    match: "@upstash/ratelimit:{user}:{bucket:\\d+}",
    bucket: {},
    algorithm: "aligned-counter",
    localBlock: UPSTASH_CACHE,
  },
  "upstash-sliding-window": {
    kind: "rate-limit",
    match: "@upstash/ratelimit:{user}:{bucket:\\d+}",
    bucket: {},
    algorithm: "sliding-two-buckets",
    localBlock: UPSTASH_CACHE,
  },
  "upstash-token-bucket": {
    kind: "rate-limit",
    match: "@upstash/ratelimit:{user:[^:]+}",
    algorithm: "token-hash",
    localBlock: UPSTASH_CACHE,
  },
  "koa-ratelimit": { kind: "rate-limit", match: "limit:{user}", algorithm: "sorted-set-log" },
  "async-ratelimiter": { kind: "rate-limit", match: "limit:{user}", algorithm: "sorted-set-log" },
  "better-auth-limits": { kind: "rate-limit", match: "better-auth:{ip}|{path}", algorithm: "counter" },
  "bullmq-limiter": {
    kind: "rate-limit",
    match: "bull:{queue}:limiter",
    algorithm: "counter",
    localBlock: {
      text: "A BullMQ worker that has met the limit asks again only after its time, at most maximumRateLimitDelay (30 s unless told). A worker that starts anew works at once.",
      seconds: 30,
    },
  },
  bottleneck: {
    kind: "rate-limit",
    match: "b_{id}_settings",
    algorithm: "opaque",
    readOnly: true,
  },
};

export const RATE_LIMIT_PRESETS: Record<string, Preset> = {
  ...NODE_RATE_LIMIT_PRESETS,
  ...SERVICE_RATE_LIMIT_PRESETS,
};
