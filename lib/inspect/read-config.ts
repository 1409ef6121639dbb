import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { InspectInput } from "./inspect-input.ts";
import { openInstance } from "./open-instance.ts";
import type { InstanceConfig } from "./schema.ts";

/** Asked for by name: a pattern could bring a password along. */
const DIRECTIVES = [
  ...["maxmemory", "maxmemory-policy", "maxmemory-samples", "maxmemory-clients", "lazyfree-lazy-eviction"],
  ...["activedefrag", "save", "appendonly", "appendfsync", "auto-aof-rewrite-percentage", "auto-aof-rewrite-min-size"],
  ...["stop-writes-on-bgsave-error", "rdbcompression", "replica-read-only", "replica-priority", "repl-backlog-size"],
  ...["repl-timeout", "repl-diskless-sync", "replica-serve-stale-data", "min-replicas-to-write"],
  ...["min-replicas-max-lag", "maxclients", "timeout", "tcp-keepalive", "client-output-buffer-limit", "databases"],
  ...["slowlog-log-slower-than", "slowlog-max-len", "latency-monitor-threshold", "hz", "io-threads"],
] as const;
const LONGEST_VALUE = 200;
const CAUTION =
  "Weigh it first: CONFIG GET also answers with the instance's passwords, and no ACL can leave those out. The console asks for harmless directives alone.";

/** Chosen directives as the instance runs with them; none of them holds a secret. */
export const readConfig = defineOperation({
  name: "inspect.config",
  summary: "see the configuration of an instance",
  kind: "read",
  roles: ["engineer", "sre"],
  input: InspectInput,
  async run({ services }, input): Promise<InstanceConfig> {
    const { ask } = await openInstance(services, input);
    const directives = await ask(
      "CONFIG GET",
      "+config|get",
      (redis) =>
        Promise.all(
          DIRECTIVES.map(async (name) => {
            const reply: unknown = await redis.config("GET", name);
            const [found, value]: unknown[] = Array.isArray(reply) ? reply : [];
            return { name, value: found === name ? plainText(String(value), LONGEST_VALUE) : null };
          }),
        ),
      CAUTION,
    );
    return { at: services.now(), directives };
  },
});
