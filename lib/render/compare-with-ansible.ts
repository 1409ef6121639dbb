import type { RenderResult } from "./render-template.ts";

/** What Ansible wrote, or that it failed. */
export type AnsibleAnswer = { readonly output: string } | { readonly error: string };

/** accepted: rendered where Ansible fails. failed: an error where Ansible renders. */
export type Verdict = "equal" | "refused" | "different" | "accepted" | "failed";

export function compareWithAnsible(result: RenderResult, answer: AnsibleAnswer): Verdict {
  const output = "output" in answer ? answer.output : undefined;
  if (result.outcome !== "rendered") {
    if (result.outcome === "refused") return "refused";
    return output === undefined ? "equal" : "failed";
  }
  if (output === undefined) return "accepted";
  return result.text === output ? "equal" : "different";
}
