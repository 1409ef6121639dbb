import { CACHE_PRESETS } from "./cache-presets.ts";
import { CHANNEL_PRESETS } from "./channel-presets.ts";
import type { Preset } from "./preset.ts";
import { RATE_LIMIT_PRESETS } from "./rate-limit-presets.ts";
import { SESSION_PRESETS } from "./session-presets.ts";

/** What well-known libraries write, under their default names. Fields given beside `preset` come first. */
export const PRESETS: Record<string, Preset> = {
  ...SESSION_PRESETS,
  ...CACHE_PRESETS,
  ...RATE_LIMIT_PRESETS,
  ...CHANNEL_PRESETS,
};
