import { boundAddresses, isReachableFromEverywhere } from "#lib/findings/bound-addresses.ts";
import { hasPassword } from "#lib/findings/has-password.ts";
import type { Rule } from "#lib/findings/rule.ts";

export const protectedModeNo: Rule = {
  id: "protected-mode-no",
  of: "redis",
  check(subject) {
    if (
      !(
        subject.value("protected-mode") === "no" &&
        (!hasPassword(subject) || isReachableFromEverywhere(boundAddresses(subject.value("bind"))))
      )
    )
      return [];
    return [
      {
        severity: "error",
        lines: subject.linesOf("protected-mode"),
        message: "Protected mode is off while the instance is open.",
        why: "Protected mode is the last thing that refuses strangers where there is no password or every address is bound.",
        fix: "Leave REDIS_PROTECTED_MODE at yes.",
      },
    ];
  },
};
