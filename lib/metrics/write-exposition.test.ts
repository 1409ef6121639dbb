import { expect, test } from "vitest";
import { writeExposition, writeLabels } from "./write-exposition.ts";

test("writes what a metric is before its samples, and its samples together", () => {
  const text = writeExposition([
    { name: "redis_console_poller_age_seconds", labels: { deployment: "a" }, value: 0.25 },
    { name: "redis_up", labels: { deployment: "a", instance: "10.0.0.1:6379" }, value: 1 },
    { name: "redis_console_poller_age_seconds", labels: { deployment: "b" }, value: Number.POSITIVE_INFINITY },
  ]);
  const lines = text.split("\n");
  expect(lines[0]).toMatch(/^# HELP redis_up \S/);
  expect(lines.slice(1, 3)).toEqual(["# TYPE redis_up gauge", 'redis_up{deployment="a",instance="10.0.0.1:6379"} 1']);
  expect(lines.slice(4)).toEqual([
    "# TYPE redis_console_poller_age_seconds gauge",
    'redis_console_poller_age_seconds{deployment="a"} 0.25',
    'redis_console_poller_age_seconds{deployment="b"} +Inf',
    "",
  ]);
});

test("keeps a label's value inside its quotes, whatever it holds", () => {
  expect(writeLabels({ instance: 'a"b\\c\nd' })).toBe('{instance="a\\"b\\\\c\\nd"}');
});

test("writes a histogram's parts under one type", () => {
  const name = "redis_console_operation_duration_seconds";
  const text = writeExposition([
    { name, suffix: "_bucket", labels: { operation: "a.b", le: "+Inf" }, value: 2 },
    { name, suffix: "_sum", labels: { operation: "a.b" }, value: 0.5 },
    { name, suffix: "_count", labels: { operation: "a.b" }, value: 2 },
  ]);
  expect(text.split("\n").slice(1)).toEqual([
    `# TYPE ${name} histogram`,
    `${name}_bucket{operation="a.b",le="+Inf"} 2`,
    `${name}_sum{operation="a.b"} 0.5`,
    `${name}_count{operation="a.b"} 2`,
    "",
  ]);
});
