import { isDomainError } from "#lib/errors.ts";
import type { Step } from "./schema.ts";

/** Keeps the steps of guided work as people see them. */
export interface StepLog {
  /** Runs one step; what it throws marks it as failed and goes on. */
  run<T>(id: string, work: (say: (words: string) => void) => Promise<T>): Promise<T>;
  skip(id: string, words: string): void;
  steps(): Step[];
}

export function createStepLog(
  planned: readonly Pick<Step, "id" | "title">[],
  now: () => number,
  onChange: (steps: Step[]) => void,
): StepLog {
  const steps = new Map<string, Step>(
    planned.map(({ id, title }) => [
      id,
      { id, title, state: "waiting", words: "", startedAt: null, endedAt: null } satisfies Step,
    ]),
  );
  const list = () => [...steps.values()];
  const change = (id: string, changes: Partial<Step>) => {
    const step = steps.get(id);
    if (step === undefined) throw new TypeError(`There is no step ${id}.`);
    steps.set(id, { ...step, ...changes });
    onChange(list());
  };
  return {
    async run(id, work) {
      change(id, { state: "running", startedAt: now() });
      try {
        const result = await work((words) => change(id, { words }));
        change(id, { state: "done", endedAt: now() });
        return result;
      } catch (thrown) {
        const words = isDomainError(thrown) ? thrown.message : "The console met an error it did not expect.";
        change(id, { state: "failed", endedAt: now(), words });
        throw thrown;
      }
    },
    skip: (id, words) => change(id, { state: "skipped", words, endedAt: now() }),
    steps: list,
  };
}
