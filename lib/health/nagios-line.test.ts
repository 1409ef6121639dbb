import { expect, it } from "vitest";
import { figureAbove, figureBelow, finding } from "./check.ts";
import { nagiosLine } from "./nagios-line.ts";
import type { CheckFigure, HealthReport } from "./schema.ts";

const AT = "10.0.0.3:6379";

function reportOf(...figures: CheckFigure[]): HealthReport {
  const check = { id: "memory", state: "ok", instance: AT, value: "", headline: "", meaning: "", figures } as const;
  return { state: "ok", sentence: "OK: all is well.", checks: [finding({ ...check, figures })] };
}

function dataOf(figure: CheckFigure): string | undefined {
  return nagiosLine(reportOf(figure), { plainFor: AT }).split(" | ")[1];
}

it.each([
  ["a share", figureAbove("memory_ratio", 0.45, { warning: 0.8, critical: 0.95 }), "'memory_ratio'=0.45;0.8;0.95;0;1"],
  [
    "what is bad below",
    figureBelow("hit_ratio", 0.9, { warning: 0.8, critical: 0.5 }),
    "'hit_ratio'=0.9;0.8:;0.5:;0;1",
  ],
  ["bytes", figureAbove("lag_bytes", 2 ** 40, { warning: 1_048_576 }), "'lag_bytes'=1099511627776B;1048576;;0"],
  ["seconds", figureAbove("lag_seconds", 1.5), "'lag_seconds'=1.5s;;;0"],
  ["milliseconds", figureAbove("ping_ms", 0.25), "'ping_ms'=0.25ms;;;0"],
  ["a count", figureAbove("evicted_keys", 100, { critical: 1000 }), "'evicted_keys'=100;;1000;0"],
  ["a tiny number, without an exponent", figureAbove("memory_ratio", 1e-7), "'memory_ratio'=0;;;0;1"],
  ["no number", figureAbove("lag_seconds", Number.NaN), "'lag_seconds'=U;;;0"],
])("writes %s as the plugin guidelines say", (_, figure, expected) => {
  expect(dataOf(figure)).toBe(expected);
});

it("names the instance of each figure unless it is the one asked", () => {
  const report = reportOf(figureAbove("ping_ms", 1));
  const other = { ...report.checks[0], instance: "[::1]:6379" } as HealthReport["checks"][0];
  const line = nagiosLine({ ...report, checks: [...report.checks, other] }, { plainFor: AT });
  expect(line).toBe("REDIS OK - all is well. | 'ping_ms'=1ms;;;0 'ping_ms@[::1]:6379'=1ms;;;0");
});

it("says the state once, and why", () => {
  const check = finding({
    id: "answers",
    state: "critical",
    value: "",
    headline: "x",
    meaning: "Nothing listens there.",
  });
  expect(nagiosLine({ state: "critical", sentence: "Critical: x.", checks: [check] })).toBe(
    "REDIS CRITICAL - x. Nothing listens there.",
  );
});

it.each(["\n", "\r\n", "\u2028", "|", "\u0000", "\u001b[31m", "\u202e", "<script>", "\ud800"])(
  "stays one line with %j in every word",
  (bytes) => {
    const check = finding({
      id: "answers",
      instance: `a${bytes}'=b`,
      state: "critical",
      value: bytes,
      headline: bytes,
      meaning: `m${bytes}m`,
      figures: [figureAbove(`n${bytes}'ame`, 1)],
    });
    const line = nagiosLine({ state: "critical", sentence: `Critical: s${bytes}s.`, checks: [check] });
    expect(line).toMatch(/^REDIS CRITICAL - [^|]+ \| '[^'=|]+'=1;;;0$/);
    expect(line).toMatch(/^[\p{L}\p{N}\p{P}\p{S} ]*$/u);
    expect(line).not.toContain("<");
  },
);

it("leaves whole figures out where the line would be longer than Nagios keeps", () => {
  const check = reportOf(figureAbove("ping_ms", 1)).checks[0];
  const checks = Array.from({ length: 1000 }, (_, at) => ({ ...check, instance: `10.0.0.1:${at}` }) as typeof check);
  const line = nagiosLine({ state: "ok", sentence: "OK.", checks: checks.flatMap((one) => one ?? []) });
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(8_000);
  expect(line).toMatch(/=1ms;;;0$/);
});
