import type { KeyTemplate } from "#lib/config/key-template.ts";
import { isDomainError } from "#lib/errors.ts";

/** Builds keys of a template; undefined where the parts are too few, or cannot be part of such a key. */
export function keyBuilder(template: KeyTemplate): (parts: Record<string, string | Buffer>) => Buffer | undefined {
  return (parts) => {
    try {
      const key = template.build(parts);
      return template.matches(key) === undefined ? undefined : key;
    } catch (thrown) {
      if (isDomainError(thrown)) return undefined;
      throw thrown;
    }
  };
}
