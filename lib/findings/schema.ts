import { z } from "zod";

export const Severity = z.enum(["error", "warning", "note"]);
export type Severity = z.infer<typeof Severity>;

/** Something that a rule has to say about a configuration. */
export const Finding = z.object({
  rule: z.string(),
  severity: Severity,
  /** Lines of the rendered file, from 1; empty where the point is that a line is missing. */
  lines: z.array(z.number()),
  /** What is so. */
  message: z.string(),
  why: z.string(),
  fix: z.string(),
});
export type Finding = z.infer<typeof Finding>;
