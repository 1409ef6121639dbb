import { previewFor } from "#lib/environments/preview-for.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { PreviewInput } from "#lib/preview/schema.ts";
import { checkBoot } from "./check-boot.ts";
import { takeTurn } from "./take-turn.ts";

/** Starts a real server in a sandbox on the console's host: written down, though it changes nothing of the deployment. */
export const runBootCheck = defineOperation({
  name: "config.boot-check",
  summary: "have a real server read a configuration",
  kind: "access",
  roles: ["engineer", "sre"],
  input: PreviewInput,
  target: ({ deployment, template, environment }) => ({ deployment, shown: `${template}.conf of ${environment}` }),
  async run({ services, signal }, input) {
    const preview = previewFor(services.deployments.get(input.deployment).config, input);
    if (!preview.ok)
      throw new DomainError("INVALID_INPUT", `There is no file to check: ${preview.reason}`, {
        ...(preview.line === undefined ? {} : { where: `templates/${input.template}.conf.tpl, line ${preview.line}` }),
      });
    const { text } = preview;
    return takeTurn(() => checkBoot({ template: input.template, text, signal }));
  },
});
