import { z } from "zod";
import { isRecord } from "./is-record.ts";
import { nearestName } from "./nearest-name.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";
import { isSecretSchema, knownFields, schemaAt } from "./schema-at.ts";

type Issue = z.core.$ZodIssue;

/** One mistake, or several, in words. No sentence holds a value from the file: one might be a secret. */
export function describeIssue(issue: Issue, schema: z.ZodType, raw: unknown, base: ConfigPath = []): ProblemAt[] {
  const path = [...base, ...issue.path];
  const value = valueAt(raw, path);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(key, path, schema, raw));
  if (issue.code === "invalid_union") return describeUnion(issue, path, schema, raw);
  if (value === undefined)
    return [{ path, wrong: "is missing", right: `give ${wanted(issue, schemaAt(schema, path, raw))}` }];
  if (issue.code === "invalid_key") return [{ path, wrong: "the name is not allowed", right: keyRule(issue) }];
  if (issue.code === "invalid_type") return [{ path, wrong: `is ${kindOf(value)}`, right: `give ${wanted(issue)}` }];
  if (issue.code === "invalid_value")
    return [{ path, wrong: "is none of the allowed values", right: `give ${wanted(issue)}` }];
  const right = issue.message.startsWith("must") ? `it ${issue.message}` : sentence(issue.message);
  return [{ path, wrong: "is not allowed", right }];
}

function unknownField(key: string, path: ConfigPath, schema: z.ZodType, raw: unknown): ProblemAt {
  const known = knownFields(schemaAt(schema, path, raw));
  const nearest = nearestName(key, known);
  const right = nearest === undefined ? `the fields here are ${known.join(", ")}` : `did you mean ${nearest}?`;
  return { path: [...path, key], wrong: "there is no such field", right };
}

function describeUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: ConfigPath,
  schema: z.ZodType,
  raw: unknown,
): ProblemAt[] {
  const value = valueAt(raw, path);
  const expected = schemaAt(schema, path, raw);
  if (isSecretSchema(expected)) return [secretProblem(path, value)];
  const discriminator = path.at(-1);
  if (issue.errors.length === 0 && typeof discriminator === "string") {
    const names = discriminatorValues(schemaAt(schema, path.slice(0, -1), raw), discriminator);
    const wrong = value === undefined ? "is missing" : "is none of the allowed values";
    return [{ path, wrong, right: `give one of ${names.join(", ")}` }];
  }
  const deep = issue.errors.filter((branch) => branch.some((inner) => !isWrongKind(inner)));
  const [branch] = deep.toSorted((left, right) => weight(left) - weight(right));
  if (branch !== undefined) return branch.flatMap((inner) => describeIssue(inner, schema, raw, path));
  const kinds = issue.errors.flatMap((errors) => errors.slice(0, 1).map((inner) => wanted(inner)));
  return [{ path, wrong: `is ${kindOf(value)}`, right: `give ${[...new Set(kinds)].join(" or ")}` }];
}

function secretProblem(path: ConfigPath, value: unknown): ProblemAt {
  const right = "keep it in an environment variable or a file, and write { env: NAME } or { file: PATH } here";
  const isPlain = typeof value === "string" || typeof value === "number";
  return {
    path,
    wrong: isPlain ? "a secret is written into the configuration" : "does not say where the secret is",
    right,
  };
}

function isWrongKind(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_type";
}

/** A branch whose discriminating literal does not fit is the least likely to be meant. */
function weight(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === "invalid_value" ? 100 : 1), 0);
}

function discriminatorValues(schema: z.core.$ZodType | undefined, name: string): string[] {
  if (!(schema instanceof z.ZodUnion)) return [];
  return schema.options.flatMap((option) => {
    const literal = option instanceof z.ZodObject ? option.shape[name] : undefined;
    return literal instanceof z.ZodLiteral ? [String(literal.value)] : [];
  });
}

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a group of fields",
  record: "a group of fields",
};

function wanted(issue: Issue, expected?: z.core.$ZodType): string {
  if (isSecretSchema(expected)) return "{ env: NAME } or { file: PATH }";
  if (issue.code === "invalid_type") return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  return "a value";
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  return KINDS[typeof value] ?? typeof value;
}

function keyRule(issue: z.core.$ZodIssueInvalidKey): string {
  return `it ${issue.issues[0]?.message ?? "must be another"}`;
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function valueAt(raw: unknown, path: ConfigPath): unknown {
  let value = raw;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else value = isRecord(value) ? value[String(part)] : undefined;
  }
  return value;
}
