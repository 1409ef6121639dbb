import type { Finding } from "#lib/findings/schema.ts";
import type { Meeting } from "./consequence.ts";
import { CONSEQUENCES } from "./rule-list.ts";

/** All that would happen to one instance if the file were deployed to it. */
export function findConsequences(meeting: Meeting): Finding[] {
  return CONSEQUENCES.flatMap((rule) =>
    rule.check(meeting).map((found): Finding => ({ rule: rule.id, ...found, lines: [...found.lines] })),
  );
}
