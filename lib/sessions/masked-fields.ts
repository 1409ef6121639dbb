import type { SessionDetails } from "./schema.ts";

type Field = SessionDetails["fields"][number];

const MOST_FIELDS = 200;
const DEEPEST = 12;
const LONGEST_VALUE = 200;
/** Long, without blanks, and of many kinds of characters: a token, whatever its name. */
const TOKEN_LIKE = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+/=_.~-]{20,}$/;

/** A session's members as a flat list of paths, secrets masked, bounded in number, depth and length. */
export function maskedFields(value: unknown, redact: readonly string[]): Field[] {
  const secretNames = redact.map((expression) => new RegExp(expression, "i"));
  const fields: Field[] = [];
  const visit = (at: unknown, name: string, isSecret: boolean, depth: number): void => {
    if (fields.length >= MOST_FIELDS) return;
    if (typeof at !== "object" || at === null) {
      fields.push(toField(name, at, isSecret));
      return;
    }
    const members = Object.entries(at);
    if (members.length === 0 || depth >= DEEPEST) {
      fields.push({ name, value: describeContainer(at, members.length), isMasked: false });
      return;
    }
    for (const [member, inner] of members) {
      const path = Array.isArray(at) ? `${name}[${member}]` : name === "" ? member : `${name}.${member}`;
      visit(
        inner,
        path.slice(0, LONGEST_VALUE),
        isSecret || secretNames.some((expression) => expression.test(member)),
        depth + 1,
      );
    }
  };
  visit(value, "", false, 0);
  return fields;
}

function toField(name: string, value: unknown, isSecret: boolean): Field {
  const text = String(value);
  if (isSecret && value !== null && text !== "") return { name, value: "hidden", isMasked: true };
  if (typeof value === "string" && TOKEN_LIKE.test(text) && !/^\d{4}-\d\d-\d\dT/.test(text) && !/^[\d.]+$/.test(text)) {
    return { name, value: `${text.slice(0, 4)}… (${text.length} characters)`, isMasked: true };
  }
  return {
    name,
    value: text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)` : text,
    isMasked: false,
  };
}

function describeContainer(at: object, members: number): string {
  return Array.isArray(at) ? `list of ${members}` : `${members} members`;
}
