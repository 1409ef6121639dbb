import type { OperationContext } from "#lib/context.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import type { Role } from "#lib/roles.ts";
import type { Store } from "#lib/store/store.ts";
import { testContext } from "#lib/test-context.ts";

export interface TestInspection {
  readonly deployment: TestDeployment;
  /** The master's, unless told. */
  input(address?: string): { deployment: string; instance: string };
  context(role?: Role): ReturnType<typeof testContext> & { ctx: OperationContext };
  close(): Promise<void>;
}

const PASSWORD = "for-the-test";

/** Real servers with a user `reader` that has these rules beside `default`; the console signs in as it when `asReader`. */
export async function startTestInspection({
  asReader,
  keyspaces = [],
  redisConf = [],
  users = { reader: {}, writer: {}, configReader: {} },
  store,
  ...wanted
}: Parameters<typeof startTestDeployment>[0] & {
  asReader?: string;
  keyspaces?: unknown[];
  users?: Record<string, unknown>;
  store?: Store;
} = {}): Promise<TestInspection> {
  const user = asReader === undefined ? [] : [`user reader on >${PASSWORD} ${asReader}`];
  const deployment = await startTestDeployment({ ...wanted, redisConf: [...redisConf, ...user] });
  const login = { username: "reader", password: { env: "READER" } };
  const signingIn = asReader === undefined ? users : { reader: login, configReader: login };
  const config = deployment.config({ keyspaces, users: signingIn });
  const deployments = createDeploymentRegistry({ test: config }, { readSecret: () => PASSWORD });
  return {
    deployment,
    input: (address = deployment.master.address) => ({ deployment: "test", instance: address }),
    context: (role = "sre") =>
      testContext(
        { role, authenticatedAt: Date.now() },
        { deployments, now: Date.now, ...(store === undefined ? {} : { store }) },
      ),
    async close() {
      await deployments.close();
      await deployment.stop();
    },
  };
}
