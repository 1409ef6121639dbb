import { WarningList } from "#components/ui/warning-list.tsx";
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
  return <WarningList warnings={sentences.map((sentence) => ({ key: sentence, text: sentence }))} />;
}
