import type { Preset } from "./preset.ts";

export const RATE_LIMIT_PRESETS: Record<string, Preset> = {
  "express-rate-limit": { kind: "rate-limit", match: "rl:{ip}", algorithm: "counter" },
  "rate-limiter-flexible": { kind: "rate-limit", match: "rlflx:{user}", algorithm: "counter" },
  "fastify-rate-limit": { kind: "rate-limit", match: "fastify-rate-limit-{ip}", algorithm: "counter" },
  "koa-ratelimit": { kind: "rate-limit", match: "limit:{user}", algorithm: "sorted-set-log" },
};
