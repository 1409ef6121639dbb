import type { InstanceSnapshot } from "#lib/topology/schema.ts";
import { type Change, SEEN_ONCE_MS } from "./change.ts";
import type { TimelineSeverity } from "./schema.ts";

type Persistence = NonNullable<InstanceSnapshot["figures"]>["persistence"];

export function compareSaves(name: string, old: Persistence, now: Persistence): Change[] {
  const turned = (
    was: boolean | null,
    is: boolean | null,
    subject: string,
    severity: TimelineSeverity,
    [bad, good]: [string, string],
  ): Change[] => {
    if (was === null || is === null || was === is) return [];
    const about = { kind: "save", subject, mark: is } as const;
    return [is ? { ...about, title: `${name}: ${good}` } : { ...about, severity, title: `${name}: ${bad}` }];
  };
  const isSaved = now.lastSaveAt !== null && old.lastSaveAt !== null && now.lastSaveAt > old.lastSaveAt;
  return [
    ...(isSaved && now.isLastSaveOk
      ? [
          {
            kind: "save" as const,
            title: `${name} saved its data`,
            subject: "saved",
            mark: now.lastSaveAt,
            withinMs: SEEN_ONCE_MS,
          },
        ]
      : []),
    ...turned(old.isLastSaveOk, now.isLastSaveOk, "save", "critical", ["saving failed", "saving works again"]),
    ...turned(old.isLastAofWriteOk, now.isLastAofWriteOk, "aof", "critical", [
      "writing the AOF failed",
      "writing the AOF works again",
    ]),
    ...turned(old.isLastAofRewriteOk, now.isLastAofRewriteOk, "aof-rewrite", "warning", [
      "rewriting the AOF failed",
      "rewriting the AOF works again",
    ]),
    ...turned(!old.isLoading, !now.isLoading, "loading", "warning", ["loads its data", "has loaded its data"]),
  ];
}
