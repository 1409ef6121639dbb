import { boundAddresses, isReachableFromEverywhere } from "#lib/findings/bound-addresses.ts";
import { hasPassword } from "#lib/findings/has-password.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const bindAny: Rule = {
  id: "bind-any",
  of: "redis",
  check(subject) {
    const bound = boundAddresses(subject.value("bind"));
    const isOpen = !hasPassword(subject) || subject.value("protected-mode") === "no";
    if (!isReachableFromEverywhere(bound)) return [];
    return [
      {
        severity: isOpen ? "error" : "warning",
        lines: subject.linesOf("bind"),
        message: "The instance is reachable from every network of its host.",
        why: `It listens on all addresses${isOpen ? ", and nothing asks for a password" : ""}.`,
        fix: "Bind the private address and 127.0.0.1.",
      },
    ];
  },
};
