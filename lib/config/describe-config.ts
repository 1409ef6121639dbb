import { z } from "zod";
import { isSecretSchema, unwrapSchema } from "./schema-at.ts";
import { SecretRef } from "./secret-ref.ts";

type AnySchema = z.core.$ZodType;

export interface SettingRow {
  /** console.address; <name> stands for a name that people choose, [] for each entry of a list. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** As it would be written; undefined where there is none. */
  readonly default: string | undefined;
  readonly description: string;
  /** The kinds that have the field, where not all have it. */
  readonly onlyFor: readonly string[];
}

/** One row for each value that a schema knows, in the order of the schema. */
export function describeConfig(schema: AnySchema, path = ""): SettingRow[] {
  const plain = unwrapSchema(schema);
  if (isSecretSchema(plain)) return [toRow(schema, path)];
  if (plain instanceof z.ZodObject) {
    // Zod types the members of an unknown object as any.
    const shape: Record<string, AnySchema> = plain.shape;
    const isOneThing =
      descriptionOf(schema) !== "" && Object.values(shape).every((field) => descriptionOf(field) === "");
    if (isOneThing) return [toRow(schema, path)];
    return Object.entries(shape).flatMap(([name, field]) =>
      describeConfig(field, path === "" ? name : `${path}.${name}`),
    );
  }
  if (plain instanceof z.ZodRecord && unwrapSchema(plain.valueType) instanceof z.ZodUnion) {
    return describeConfig(plain.valueType, `${path}.<name>`);
  }
  if (plain instanceof z.ZodArray && isGroup(plain.element)) {
    const rows = describeConfig(plain.element, `${path}[]`);
    return descriptionOf(schema) === "" ? rows : [{ ...toRow(schema, path), type: "list" }, ...rows];
  }
  if (plain instanceof z.ZodDiscriminatedUnion && isGroup(plain)) return describeKinds(plain, path);
  return [toRow(schema, path)];
}

/** What people call the type. */
export function typeName(schema: AnySchema): string {
  const plain = unwrapSchema(schema);
  if (isSecretSchema(plain)) return "secret";
  if (plain instanceof z.ZodEnum) return plain.options.join(" | ");
  if (plain instanceof z.ZodLiteral) return String(plain.value);
  if (plain instanceof z.ZodNumberFormat) return "whole number";
  if (plain instanceof z.ZodNumber) return "number";
  if (plain instanceof z.ZodBoolean) return "true or false";
  if (plain instanceof z.ZodArray) return `list of ${typeName(plain.element)}`;
  if (plain instanceof z.ZodDiscriminatedUnion || plain instanceof z.ZodObject) return fieldsOf(plain);
  if (plain instanceof z.ZodUnion) return [...new Set(plain.options.map(typeName))].join(", or ");
  if (plain instanceof z.ZodRecord) return `group of ${typeName(plain.valueType)}`;
  return "text";
}

function fieldsOf(schema: z.ZodObject | z.ZodDiscriminatedUnion): string {
  const options = schema instanceof z.ZodObject ? [schema] : schema.options.map(unwrapSchema);
  return options
    .flatMap((option) => (option instanceof z.ZodObject ? [option] : []))
    .map(
      (option) =>
        `{ ${Object.entries(option.shape)
          .map(([name, field]) => fieldOf(name, field))
          .join(", ")} }`,
    )
    .join(", or ");
}

function fieldOf(name: string, field: AnySchema): string {
  return unwrapSchema(field) instanceof z.ZodLiteral ? `${name}: ${typeName(field)}` : name;
}

/** Groups that have rows of their own: by `kind`, unlike the small ones that are told apart by `from`. */
function isGroup(schema: AnySchema): boolean {
  const plain = unwrapSchema(schema);
  if (plain instanceof z.ZodDiscriminatedUnion) return plain.def.discriminator === "kind";
  return plain instanceof z.ZodObject;
}

function describeKinds(union: z.ZodDiscriminatedUnion, path: string): SettingRow[] {
  const kinds: string[] = [];
  const merged = new Map<string, { row: SettingRow; of: string[] }>();
  for (const option of union.options) {
    const plain = unwrapSchema(option);
    if (!(plain instanceof z.ZodObject)) continue;
    const kind = typeName(plain.shape.kind);
    kinds.push(kind);
    for (const row of describeConfig(plain, path)) {
      const key = `${row.path} ${row.type}`;
      const found = merged.get(key) ?? { row, of: [] };
      if (row.path !== `${path}.kind`) merged.set(key, { row: found.row, of: [...found.of, kind] });
    }
  }
  const kindRow: SettingRow = {
    path: `${path}.kind`,
    type: kinds.join(" | "),
    required: true,
    default: undefined,
    description: "Decides which of the other fields there are.",
    onlyFor: [],
  };
  const rows = [...merged.values()].map(({ row, of }) => (of.length === kinds.length ? row : { ...row, onlyFor: of }));
  return [kindRow, ...rows];
}

function toRow(schema: AnySchema, path: string): SettingRow {
  const fallback = defaultOf(schema);
  return {
    path,
    type: typeName(schema),
    required: fallback === undefined && !z.safeParse(schema, undefined).success,
    default: fallback,
    description: descriptionOf(schema),
    onlyFor: [],
  };
}

function defaultOf(schema: AnySchema): string | undefined {
  if (schema instanceof z.ZodPrefault) return JSON.stringify(z.parse(schema, undefined));
  if (schema instanceof z.ZodDefault) return JSON.stringify(schema.def.defaultValue);
  return schema instanceof z.ZodOptional ? defaultOf(schema.unwrap()) : undefined;
}

function descriptionOf(schema: AnySchema): string {
  if (schema instanceof z.ZodType && schema.description !== undefined) return schema.description;
  const inner =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
      ? schema.unwrap()
      : schema instanceof z.ZodPipe
        ? schema.in
        : undefined;
  return inner === undefined || inner === SecretRef ? "" : descriptionOf(inner);
}
