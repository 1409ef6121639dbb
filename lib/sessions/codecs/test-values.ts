import { readFileSync } from "node:fs";
import { z } from "zod";
import { SESSION_CODECS } from "#lib/config/session-keyspace-schema.ts";

const Value = z.object({
  codec: z.enum(SESSION_CODECS).exclude(["none"]),
  name: z.string(),
  expected: z.unknown(),
  value: z.base64(),
});

/** Values that Python, PHP and Ruby wrote, with what they are. */
export function testValues() {
  const file = new URL("../fixtures/values.json", import.meta.url);
  return z
    .array(Value)
    .parse(JSON.parse(readFileSync(file, "utf8")))
    .map(({ value, ...rest }) => ({ ...rest, bytes: Buffer.from(value, "base64") }));
}

/** As the fixtures write what JSON cannot: n and digits, b and hexadecimal digits. */
export function comparable(value: unknown): unknown {
  if (typeof value === "bigint") return `n${value}`;
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]));
}
