import type { Cohort } from "#lib/sessions/schema.ts";

/** What stands in the form's fields, as people type it. */
export interface CohortFields {
  before: string;
  after: string;
  network: string;
  agent: string;
  user: string;
  except: string;
}

const NAMES = ["before", "after", "network", "agent", "user", "except"] as const;

/** The group that an address asks for: none of it is a secret, so it can be pasted into an incident's channel. */
export function fieldsFromAddress(parameters: { get(name: string): string | null }): CohortFields {
  const read = (name: (typeof NAMES)[number]) => parameters.get(name) ?? "";
  return {
    before: read("before"),
    after: read("after"),
    network: read("network"),
    agent: read("agent"),
    user: read("user"),
    except: read("except"),
  };
}

export function addressOfFields(fields: CohortFields): string {
  const given = NAMES.flatMap((name) => (fields[name].trim() === "" ? [] : [[name, fields[name].trim()]]));
  return `?${new URLSearchParams([["tab", "group"], ...given])}`;
}

export type FieldErrors = Partial<Record<keyof CohortFields | "form", string>>;

/** Times are UTC, as every time of the console that is written out. */
export function readCohort(fields: CohortFields): { cohort: Cohort } | { errors: FieldErrors } {
  const [createdBefore, createdAfter] = [readTime(fields.before), readTime(fields.after)];
  const text = (name: keyof CohortFields) => fields[name].trim() || undefined;
  const errors: FieldErrors = {
    ...(Number.isNaN(createdBefore) ? { before: "Write a time such as 2026-03-01 12:00." } : {}),
    ...(Number.isNaN(createdAfter) ? { after: "Write a time such as 2026-03-01 12:00." } : {}),
    ...(text("agent")?.length === 1 ? { agent: "Write two letters at least." } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  const given = {
    createdBefore,
    createdAfter,
    network: text("network"),
    userAgent: text("agent"),
    userId: text("user"),
  };
  if (Object.values(given).every((part) => part === undefined)) {
    return { errors: { form: "Say what the sessions have in common: fill in one field at least." } };
  }
  const exceptUsers = fields.except.split(/[\s,]+/).filter((id) => id !== "");
  // Absent rather than undefined: that is what the server's schema takes.
  return { cohort: { ...JSON.parse(JSON.stringify(given)), exceptUsers } };
}

/** NaN: not a time. */
function readTime(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(?:Z| UTC)?$/.exec(trimmed);
  return match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2] ?? "00:00"}Z`);
}
