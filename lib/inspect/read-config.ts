import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { InspectInput } from "./inspect-input.ts";
import { withGrant } from "./open-instance.ts";
import type { InstanceConfig } from "./schema.ts";

const DIRECTIVES = [
  ...["maxmemory", "maxmemory-policy", "maxmemory-samples", "maxmemory-clients", "lazyfree-lazy-eviction"],
  ...["activedefrag", "save", "appendonly", "appendfsync", "auto-aof-rewrite-percentage", "auto-aof-rewrite-min-size"],
  ...["stop-writes-on-bgsave-error", "rdbcompression", "replica-read-only", "replica-priority", "repl-backlog-size"],
  ...["repl-timeout", "repl-diskless-sync", "replica-serve-stale-data", "min-replicas-to-write"],
  ...["min-replicas-max-lag", "maxclients", "timeout", "tcp-keepalive", "client-output-buffer-limit", "databases"],
  ...["slowlog-log-slower-than", "slowlog-max-len", "latency-monitor-threshold", "hz", "io-threads"],
] as const;
const LONGEST_VALUE = 200;

/** Chosen directives as the instance runs with them; none of them holds a secret. */
export const readConfig = defineOperation({
  name: "inspect.config",
  summary: "see the configuration of an instance",
  kind: "read",
  roles: ["engineer", "sre"],
  input: InspectInput,
  async run({ services }, { deployment, instance }): Promise<InstanceConfig> {
    const { config, instanceConfig } = services.deployments.get(deployment);
    const user = config.users.configReader?.username ?? "";
    const found = await instanceConfig(instance).catch((thrown: unknown) => {
      throw withGrant(thrown, user, "+config|get");
    });
    if (found === undefined) throw noUser(instance);
    const directives = DIRECTIVES.map((name) => {
      const value = found.get(name);
      return { name, value: value === undefined ? null : plainText(value, LONGEST_VALUE) };
    });
    return { at: services.now(), directives };
  },
});

function noUser(where: string): DomainError {
  return new DomainError("FORBIDDEN", "The deployment has no Redis user for CONFIG GET.", {
    where,
    advice:
      "An operator can set users.configReader of the deployment; docs/redis-users.md has the line for the ACL file.",
  });
}
