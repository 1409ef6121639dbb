import { z } from "zod";
import { isRecord } from "./is-record.ts";
import type { ConfigPath } from "./problem-at.ts";
import { SecretRef } from "./secret-ref.ts";

/** Zod's own accessors answer its core type, of which every schema of this house is the classic kind. */
type AnySchema = z.core.$ZodType;

/** Describing a schema makes another of the same options. */
export function isSecretSchema(schema: AnySchema | undefined): boolean {
  return schema instanceof z.ZodUnion && schema.options === SecretRef.options;
}

/** Takes off what only says that a value may be absent, or changes it once it has been read. */
export function unwrapSchema(schema: AnySchema): AnySchema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrapSchema(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrapSchema(schema.in) : schema;
}

/** The schema that judges what is at a path of `value`; undefined where the schema knows no such place. */
export function schemaAt(schema: AnySchema, path: ConfigPath, value: unknown): AnySchema | undefined {
  const plain = pickOption(unwrapSchema(schema), value, path[0]);
  const [part, ...rest] = path;
  if (part === undefined || plain === undefined) return plain;
  const next = childSchema(plain, part);
  const inner = isRecord(value) ? value[String(part)] : Array.isArray(value) ? value[Number(part)] : undefined;
  return next && schemaAt(next, rest, inner);
}

/** The names of the fields that a schema knows; none where it is not an object's. */
export function knownFields(schema: AnySchema | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function childSchema(schema: AnySchema, part: PropertyKey): AnySchema | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function pickOption(schema: AnySchema, value: unknown, part: PropertyKey | undefined): AnySchema | undefined {
  if (!(schema instanceof z.ZodUnion)) return schema;
  const options = schema.options.map(unwrapSchema);
  const discriminator = schema instanceof z.ZodDiscriminatedUnion ? schema.def.discriminator : "from";
  const written = isRecord(value) ? value[discriminator] : undefined;
  const chosen = options.find((option) => {
    const literal = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    return literal instanceof z.ZodLiteral && literal.value === written;
  });
  if (chosen !== undefined) return chosen;
  return part === undefined ? schema : options.find((option) => childSchema(option, part) !== undefined);
}
