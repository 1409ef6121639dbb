import { expect, it } from "vitest";
import { CACHE_PRESETS } from "./cache-presets.ts";
import { CHANNEL_PRESETS } from "./channel-presets.ts";
import { PRESETS } from "./presets.ts";
import { RATE_LIMIT_PRESETS } from "./rate-limit-presets.ts";
import { SESSION_PRESETS } from "./session-presets.ts";

it("hides no preset behind another of the same name", () => {
  const names = [SESSION_PRESETS, CACHE_PRESETS, RATE_LIMIT_PRESETS, CHANNEL_PRESETS].flatMap((kind) =>
    Object.keys(kind),
  );
  expect(Object.keys(PRESETS).sort()).toEqual(names.sort());
});
