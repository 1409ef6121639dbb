import type { DatabaseConnection, Driver } from "kysely";
import { translateStoreError } from "./store-error.ts";

/** The same driver, whose errors arrive as DomainErrors. */
export function guardedDriver(driver: Driver, overrides: Partial<Driver> = {}): Driver {
  const guarded = new WeakSet<DatabaseConnection>();
  return {
    init: (options) => translated(() => driver.init(options)),
    acquireConnection: (options) =>
      translated(async () => {
        const connection = await driver.acquireConnection(options);
        if (!guarded.has(connection)) guardQueries(connection);
        guarded.add(connection);
        return connection;
      }),
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => translated(() => driver.commitTransaction(connection)),
    rollbackTransaction: (connection) => translated(() => driver.rollbackTransaction(connection)),
    releaseConnection: (connection, options) => driver.releaseConnection(connection, options),
    destroy: (options) => driver.destroy(options),
    ...overrides,
  };
}

/** In place: the drivers know their connections by identity. */
function guardQueries(connection: DatabaseConnection): void {
  const executeQuery = connection.executeQuery.bind(connection);
  connection.executeQuery = (query, options) => translated(() => executeQuery(query, options));
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw translateStoreError(thrown);
  }
}
