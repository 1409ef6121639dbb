import { readSubject } from "./read-subject.ts";
import type { DeploymentFacts } from "./rule.ts";
import { RULES } from "./rule-list.ts";
import type { Finding } from "./schema.ts";

const ORDER = { error: 0, warning: 1, note: 2 } as const;

interface Question {
  readonly template: "redis" | "sentinel";
  /** The rendered file. */
  readonly text: string;
  readonly facts: DeploymentFacts;
  /** Texts that stand where a secret will be. */
  readonly placeholders: ReadonlySet<string>;
}

/** What all rules have to say about a rendered file, the worst first. */
export function findProblems({ template, text, facts, placeholders }: Question): Finding[] {
  const subject = readSubject(text, facts, placeholders);
  return RULES.filter(({ of }) => of === template || of === "both")
    .flatMap((rule) =>
      rule.check(subject).map((found): Finding => ({ rule: rule.id, ...found, lines: [...found.lines] })),
    )
    .toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity] || (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}
