import type { PreCheck } from "#lib/failover/schema.ts";
import { ordersOf } from "./apply-plan.ts";
import type { Draft } from "./draft-apply.ts";
import type { PlanApplyInput } from "./schema.ts";

/** What speaks against it, as far as it can be seen without the user that would do it. */
export function checkDraft(draft: Draft, environment: string | undefined, asked: PlanApplyInput): PreCheck[] {
  return [
    checkChanges(draft),
    checkEnvironment(environment, asked),
    ...checkAnswers(draft),
    ...draft.warnings.map(({ rule, address, words }) => warning(`${rule} ${address}`, words)),
  ];
}

const warning = (id: string, words: string): PreCheck => ({ id, state: "warning", words });
const refused = (id: string, words: string): PreCheck => ({ id, state: "refused", words });

function checkChanges(draft: Draft): PreCheck {
  const count = ordersOf(draft).length;
  return count === 0
    ? refused("changes", "There is nothing that could be set while the instances run.")
    : { id: "changes", state: "ok", words: `${count} of ${draft.report.instances.length} instances would be changed.` };
}

/** The file of another environment is not one for this deployment. */
function checkEnvironment(own: string | undefined, { environment, edits }: PlanApplyInput): PreCheck {
  const id = "environment";
  if (own !== environment)
    return refused(
      id,
      `The deployment is deployed from ${own ?? "no environment"}, and the file shown is of ${environment}.`,
    );
  if (edits.length === 0)
    return { id, state: "ok", words: `The file is that of ${environment}, as its variables say.` };
  return warning(
    id,
    `${edits.map(([name]) => name).join(", ")}: tried out here and in no variables file, so the next deployment undoes it.`,
  );
}

function checkAnswers({ report, instances }: Draft): PreCheck[] {
  const master = instances.find(({ role }) => role === "master");
  const silent = report.instances.filter(({ silence }) => silence !== null);
  if (master === undefined || silent.some(({ address }) => address === master.address)) {
    const why = silent.map(({ address, silence }) => `${address}: ${silence?.message}`).join(" ");
    return [refused("answers", `There is no master that answers. ${why}`)];
  }
  return silent.map(({ address, silence }) =>
    warning(`answers ${address}`, `${address} is left out, and keeps what it has: ${silence?.message}`),
  );
}
