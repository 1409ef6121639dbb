import { hasPassword } from "#lib/findings/has-password.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const replicaNoMasterauth: Rule = {
  id: "replica-no-masterauth",
  of: "redis",
  check(subject) {
    if (!(subject.facts.usesSentinel && hasPassword(subject) && !subject.value("masterauth"))) return [];
    return [
      {
        severity: "error",
        lines: subject.linesOf("masterauth"),
        message: "The instance cannot follow a master after a failover.",
        why: "A password is asked for and masterauth is not set: whoever becomes a replica gets NOAUTH, and every instance can.",
        fix: "Set REDIS_MASTER_PASSWORD, or REDIS_PASSWORD alone.",
      },
    ];
  },
};
