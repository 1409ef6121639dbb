import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { readSecret } from "#lib/config/read-secret.ts";
import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { isSecretName } from "#lib/preview/secret-name.ts";
import { type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";

const PURPOSE = "config-secret";

export interface SecretTags {
  /** The keyed fingerprint of a secret; of none at all, none. */
  tag(secret: string): string;
  /** That of the secret behind a placeholder; undefined where the configuration does not say where it is kept. */
  behind(placeholder: string): string | undefined;
}

/**
 * Fingerprints of the deployment's secrets. Only a whole placeholder is ever looked up: nothing that a person typed is
 * rendered with a secret, so no answer about one can be made to depend on its letters.
 */
export function secretTags(
  { configuration }: DeploymentConfig,
  variables: ReadonlyMap<string, TemplateInput>,
  makeTag: (purpose: string, plain: string) => string,
): SecretTags {
  const tag = (secret: string) => (secret === "" ? "" : makeTag(PURPOSE, secret));
  return {
    tag,
    behind(placeholder) {
      if (placeholder === "") return "";
      const name = [...variables].find(
        ([variable, value]) => isSecretName(variable) && value instanceof UnsafeText && value.text === placeholder,
      )?.[0];
      const ref = name === undefined ? undefined : configuration.secrets[name];
      return ref === undefined ? undefined : read(() => tag(readSecret(ref)));
    },
  };
}

/** A secret that cannot be read is one that is not known. */
function read(tag: () => string): string | undefined {
  try {
    return tag();
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    log.warn("a secret of the configuration cannot be read", { message: thrown.message });
    return undefined;
  }
}
