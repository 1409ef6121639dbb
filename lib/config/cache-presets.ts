import type { Preset } from "./preset.ts";

export const CACHE_PRESETS: Record<string, Preset> = {
  "cache-prefix": { kind: "cache", match: "cache:{id}" },
};
