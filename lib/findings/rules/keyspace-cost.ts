import type { Rule } from "#lib/findings/rule.ts";

const MANY = 5;

export const keyspaceCost: Rule = {
  id: "keyspace-cost",
  of: "redis",
  check({ value, linesOf }) {
    const events = value("notify-keyspace-events") ?? "";
    if (!(/[KE]/.test(events) && (events.includes("A") || events.replaceAll(/[KEm]/g, "").length >= MANY))) return [];
    return [
      {
        severity: "warning",
        lines: linesOf("notify-keyspace-events"),
        message: "Every write publishes an event.",
        why: "Measured on SET: all classes on both channels leave 0.59 of the throughput, expiry alone (Ex) 0.84.",
        fix: "Name only the classes that somebody listens to; Ex tells of expiry.",
      },
    ];
  },
};
