/** What is looked up: a subject in all limiters, or what the keys of one hashing limiter are made of. */
export type LimitQuestion =
  | { kind: "subject"; subject: string }
  | { kind: "hashed"; keyspace: string; fields: Record<string, string> };

const FIELD = "field.";

export function readLimitAddress(search: URLSearchParams): LimitQuestion | undefined {
  const keyspace = search.get("limiter");
  if (keyspace !== null) {
    const fields = [...search].filter(([name]) => name.startsWith(FIELD));
    return {
      kind: "hashed",
      keyspace,
      fields: Object.fromEntries(fields.map(([name, value]) => [name.slice(FIELD.length), value])),
    };
  }
  const subject = search.get("subject");
  return subject === null || subject === "" ? undefined : { kind: "subject", subject };
}

export function limitHref(deployment: string, question: LimitQuestion | undefined): string {
  const path = `/${deployment}/limits`;
  if (question === undefined) return path;
  if (question.kind === "subject") return `${path}?${new URLSearchParams({ subject: question.subject })}`;
  const fields = Object.entries(question.fields).map(([name, value]) => [`${FIELD}${name}`, value]);
  return `${path}?${new URLSearchParams([["limiter", question.keyspace], ...fields])}`;
}
