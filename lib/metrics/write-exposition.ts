import { type Labels, METRICS, type Sample } from "./sample.ts";

/** Prometheus' text format, version 0.0.4. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export function writeExposition(samples: readonly Sample[]): string {
  const byName = Map.groupBy(samples, ({ name }) => name);
  const parts = Object.entries(METRICS).flatMap(([name, { type, help }]) => {
    // The table's own keys.
    const own = byName.get(name as Sample["name"]);
    if (own === undefined) return [];
    return [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...own.map(writeSample)];
  });
  return `${parts.join("\n")}\n`;
}

function writeSample({ name, suffix, labels, value }: Sample): string {
  return `${name}${suffix ?? ""}${writeLabels(labels)} ${writeValue(value)}`;
}

/** {name="value"}, also as PromQL writes matchers; nothing for no labels. */
export function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function writeValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  return String(value);
}

/** A label's value may be any text, but a line ends with the line. */
function escapeLabel(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}
