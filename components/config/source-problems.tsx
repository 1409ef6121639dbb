import { TriangleAlert } from "lucide-react";
import type { EditProblem } from "#lib/preview/edits.ts";
import type { ConfigEnvironment } from "#lib/preview/schema.ts";

interface SourceProblemsProps {
  environment: ConfigEnvironment | undefined;
  problems: readonly EditProblem[];
}

/** What is wrong with the variables files themselves, and what was typed that is no value. */
export function SourceProblems({ environment, problems }: SourceProblemsProps) {
  const sentences = [
    ...(environment?.problems ?? []).map(
      ({ file, line, reason }) => `${file}${line === null ? "" : `, line ${line}`}: ${reason}`,
    ),
    ...problems.map(({ name, reason }) => `${name}: ${reason}`),
  ];
  if (sentences.length === 0) return null;
  return (
    <ul role="alert" className="space-y-1 rounded-medium bg-warning-soft px-3 py-2 text-13">
      {sentences.map((sentence) => (
        <li key={sentence} className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          <span className="min-w-0 break-words">{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
