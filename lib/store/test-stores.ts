import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { startPostgres, type TestPostgres } from "./test-postgres.ts";

export interface TestStore {
  /** For another process, or a second opening. */
  readonly location: { readonly folder: string; readonly databaseUrl: string | undefined };
  readonly store: Store;
}

export interface TestStores {
  /** An empty store; all are closed and removed by `stop`. */
  create(): Promise<TestStore>;
  stop(): Promise<void>;
}

/** The same tests run on both kinds of store: `describe.each(["sqlite", "postgres"])`. */
export async function startTestStores(kind: Store["kind"]): Promise<TestStores> {
  const postgres: TestPostgres | undefined = kind === "postgres" ? await startPostgres() : undefined;
  const opened: TestStore[] = [];
  return {
    async create() {
      const folder = mkdtempSync(join(tmpdir(), "console-store-"));
      const location = { folder, databaseUrl: await postgres?.createDatabase() };
      const created = { location, store: await openStore(location) };
      opened.push(created);
      return created;
    },
    async stop() {
      for (const { store, location } of opened) {
        await store.close();
        rmSync(location.folder, { recursive: true });
      }
      await postgres?.stop();
    },
  };
}
