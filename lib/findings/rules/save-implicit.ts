import type { Rule } from "#lib/findings/rule.ts";

export const saveImplicit: Rule = {
  id: "save-implicit",
  of: "redis",
  check({ settings }) {
    if (settings.has("save")) return [];
    return [
      {
        severity: "note",
        lines: [],
        message: "There is no save line.",
        why: "Redis then takes snapshots by its own rule: 3600 1 300 100 60 10000.",
        fix: "Set REDIS_SAVE_POINTS so that the file says what happens.",
      },
    ];
  },
};
