import { plainText } from "#lib/plain-text.ts";
import type { CheckFigure, HealthCheck, HealthReport } from "./schema.ts";

/** Nagios keeps 8 KiB of a plugin's output, and cuts in the middle of what is longer. */
const LONGEST_LINE_BYTES = 8_000;
const LONGEST_SENTENCE = 400;

interface LabelRule {
  /** The one instance or sentinel asked: its figures need no address in their labels. */
  readonly plainFor?: string | undefined;
}

/** `REDIS OK - sentence | 'memory_ratio'=0.45;0.8;0.95;0;1`: one line, whatever Redis has put into it. */
export function nagiosLine({ state, sentence, checks }: HealthReport, { plainFor }: LabelRule = {}): string {
  const reason = state === "ok" ? "" : (checks.find((check) => check.state === state)?.meaning ?? "");
  const said = sentence.replace(/^(OK|Warning|Critical|Unknown): /, "");
  let line = `REDIS ${state.toUpperCase()} - ${words(said)}${reason === "" ? "" : ` ${words(reason)}`}`;
  const labels = new Set<string>();
  let separator = " | ";
  for (const { label, text } of checks.flatMap((check) => performanceData(check, plainFor))) {
    const longer = `${line}${separator}${text}`;
    if (labels.has(label) || Buffer.byteLength(longer) > LONGEST_LINE_BYTES) continue;
    labels.add(label);
    line = longer;
    separator = " ";
  }
  return line;
}

/** A bar begins the performance data, and angle brackets are dropped by Nagios. */
function words(text: string): string {
  return plainText(text, LONGEST_SENTENCE).replaceAll("|", "¦").replaceAll(/[<>]/g, "'");
}

function performanceData({ instance, figures }: HealthCheck, plainFor: string | undefined) {
  const place = instance === null || instance === plainFor ? "" : `@${instance}`;
  return figures.map((figure) => {
    const label = plainText(`${figure.name}${place}`, 120).replaceAll(/['=|<>\s]/g, "_");
    return { label, text: `'${label}'=${measured(figure)}` };
  });
}

/** value[unit];warning;critical;least;most */
function measured({ name, value, warning, critical, isBelow }: CheckFigure): string {
  const range = (limit: number | null) => (limit === null ? "" : `${writeValue(limit)}${isBelow ? ":" : ""}`);
  const written = Number.isFinite(value) ? `${writeValue(value)}${unitOf(name)}` : "U";
  return [written, range(warning), range(critical), "0", ...(isShare(name) ? ["1"] : [])].join(";");
}

/** Without an exponent, which not every reader knows. */
function writeValue(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, "");
}

function unitOf(name: string): string {
  if (name.endsWith("_bytes")) return "B";
  if (name.endsWith("_seconds")) return "s";
  return name.endsWith("_ms") ? "ms" : "";
}

function isShare(name: string): boolean {
  return name.endsWith("_ratio") && name !== "fragmentation_ratio";
}
