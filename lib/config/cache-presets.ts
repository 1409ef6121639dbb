import type { Preset } from "./preset.ts";

const LARAVEL = "laravel_database_laravel_cache:";

/** Under exclude stands what lives among the keys of a cache and must outlive its flush: sessions, counters, tags. */
export const CACHE_PRESETS: Record<string, Preset> = {
  "cache-prefix": { kind: "cache", match: "cache:{id}" },
  // It writes its namespace twice; cache-manager stores through it.
  keyv: { kind: "cache", match: "keyv::keyv:{key}" },
  "cache-manager": { kind: "cache", match: "keyv::keyv:{key}" },
  "django-cache-entries": {
    kind: "cache",
    match: ":1:{key}",
    exclude: [
      ":1:django.contrib.sessions.cache{id}",
      ":1:django.contrib.sessions.cached_db{id}",
      ":1:rl:{hash:[0-9a-f]{64}}",
    ],
  },
  "laravel-cache": {
    kind: "cache",
    match: `${LARAVEL}{key}`,
    exclude: [
      `${LARAVEL}{id:[A-Za-z0-9]{40}}`,
      `${LARAVEL}{hash:[0-9a-f]{40}}:timer`,
      `${LARAVEL}tag:{tag}:key`,
      `${LARAVEL}{id}:standard_ref`,
      `${LARAVEL}{id}:forever_ref`,
    ],
  },
  "rails-cache": { kind: "cache", match: "cache:{key}", exclude: ["cache:session:{id}", "cache:rack::attack:{id}"] },
  "symfony-cache": { kind: "cache", match: "app:{key}", exclude: ["app:\0tags\0{tag}"] },
};
