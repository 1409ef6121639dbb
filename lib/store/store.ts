import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

export interface Store {
  readonly kind: "sqlite" | "postgres";
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}
