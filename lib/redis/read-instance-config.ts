import type { RedisHandle } from "./deployment-connections.ts";

/** What CONFIG GET answers with in clear text although it is a secret. */
const SECRETS = ["requirepass", "masterauth", "masteruser", "tls-key-file-pass", "tls-client-key-file-pass"];
const MOST_DIRECTIVES = 1_000;

/** Stands for a secret that is set; one that is not is empty. */
export const SECRET_IS_SET = "(secret)";

/**
 * All directives of an instance by name. Secrets end here: they only say whether they are set, or `tag` makes a keyed
 * fingerprint of each, by which two of them can be compared.
 */
export async function readInstanceConfig(
  handle: RedisHandle,
  tag: (secret: string) => string = () => SECRET_IS_SET,
): Promise<ReadonlyMap<string, string>> {
  const reply: unknown = await handle.run("CONFIG GET", (redis) => redis.call("CONFIG", "GET", "*"));
  const words = Array.isArray(reply) ? reply.slice(0, 2 * MOST_DIRECTIVES).map(String) : [];
  const found = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) {
    const [name = "", value = ""] = words.slice(index, index + 2);
    found.set(name, isSecret(name) && value !== "" ? tag(value) : value);
  }
  return found;
}

/** Valkey and later releases may name others: whatever sounds like one is taken for one. */
function isSecret(name: string): boolean {
  return SECRETS.includes(name) || /(pass|auth|secret)$/.test(name);
}
