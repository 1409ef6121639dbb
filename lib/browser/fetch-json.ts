import type { z } from "zod";
import { readResult } from "./read-result.ts";

/** GETs one of the console's own routes; the schema is loaded only when there is something to check. */
export async function fetchJson<Schema extends z.ZodType>(
  url: string,
  loadSchema: () => Promise<Schema>,
  signal: AbortSignal,
): Promise<z.output<Schema>> {
  const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
  const [data, schema] = await Promise.all([readResult(response), loadSchema()]);
  return schema.parse(data);
}
