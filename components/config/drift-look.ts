import type { State } from "#components/ui/state.tsx";
import type { DriftState } from "#lib/drift/schema.ts";

/** How a comparison ends, in a word and in a sentence. */
export const DRIFT_LOOKS: Readonly<Record<DriftState, { state: State; word: string; meaning: string }>> = {
  same: { state: "ok", word: "same", meaning: "The instance runs with what the file means." },
  differs: { state: "warning", word: "differs", meaning: "CONFIG SET can change it while the instance runs." },
  restart: { state: "warning", word: "needs restart", meaning: "Only a restart changes it." },
  owned: { state: "info", word: "owned by Sentinel", meaning: "A failover changes it; the file does not decide." },
  unset: {
    state: "info",
    word: "not in the file",
    meaning: "The instance has another value than the default, and the file says nothing.",
  },
  unknown: { state: "unknown", word: "not comparable", meaning: "One side is not known here." },
};
