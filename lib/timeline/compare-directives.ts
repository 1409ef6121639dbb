import { writeBytes } from "#lib/health/write-figure.ts";
import { plainText } from "#lib/plain-text.ts";
import { SECRET_IS_SET } from "#lib/redis/read-instance-config.ts";
import type { Happening } from "./happening.ts";

/** Every process asks once a minute. */
const READ_WITHIN_MS = 150_000;
const LONGEST_NAME = 60;
const LONGEST_VALUE = 80;
const MOST_AT_ONCE = 20;
const IN_BYTES =
  /^(maxmemory|client-query-buffer-limit|proto-max-bulk-len|repl-backlog-size|auto-aof-rewrite-min-size)$/;
/** It changes with every failover, which has events of its own. */
const PASSED_OVER = new Set(["replicaof", "slaveof"]);

type Directives = ReadonlyMap<string, string>;

/** What was set between two readings of an instance's configuration; pure. Secrets have ended before. */
export function compareDirectives(instance: string, before: Directives, after: Directives, at: number): Happening[] {
  const changed = [...after].filter(
    ([name, value]) => !PASSED_OVER.has(name) && before.has(name) && before.get(name) !== value,
  );
  const happening = (name: string, title: string, mark: string): Happening => ({
    at,
    kind: "config",
    severity: "info",
    instance,
    title,
    detail: null,
    subject: JSON.stringify(["config", instance, name]),
    mark,
    withinMs: READ_WITHIN_MS,
    heard: null,
  });
  const shown = changed.slice(0, MOST_AT_ONCE).map(([raw, value]) => {
    const name = plainText(raw, LONGEST_NAME);
    return happening(name, `${name} ${writeChange(name, before.get(raw) ?? "", value)} on ${instance}`, mark(value));
  });
  const more = changed.length - shown.length;
  return more <= 0 ? shown : [...shown, happening("", `${more} more directives changed on ${instance}`, String(more))];
}

function writeChange(name: string, before: string, after: string): string {
  if (after === SECRET_IS_SET) return "was set";
  if (before === SECRET_IS_SET) return "was removed";
  return `changed from ${writeValue(name, before)} to ${writeValue(name, after)}`;
}

function writeValue(name: string, value: string): string {
  if (value === "") return "nothing";
  if (!IN_BYTES.test(name) || !/^\d{1,15}$/.test(value)) return plainText(value, LONGEST_VALUE);
  return name === "maxmemory" && value === "0" ? "no limit" : writeBytes(Number(value));
}

function mark(value: string): string {
  return plainText(value, LONGEST_VALUE);
}
