import type { Subject } from "./rule.ts";

/** Whether somebody who signs in as nobody is refused, as far as the file says. */
export function hasPassword({ lines, value }: Subject): boolean {
  if (value("requirepass") || value("aclfile")) return true;
  return lines.some(
    ({ name, args }) =>
      name === "user" && args[0] === "default" && args.some((rule) => rule === "off" || /^[>#]/.test(rule)),
  );
}
