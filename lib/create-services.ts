import { keepAuditTrue } from "#lib/audit/keep-audit-true.ts";
import { enterProcess } from "#lib/audit/process-register.ts";
import { createAuditLog } from "#lib/audit/store-audit-log.ts";
import { readSecret } from "#lib/config/read-secret.ts";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { openStore } from "#lib/store/open-store.ts";
import { environment } from "./env.ts";
import { createSeal } from "./seal.ts";
import type { Services } from "./services.ts";

interface OwnedServices extends Services {
  /** Ends every connection; the process is out of the register afterwards. */
  close(): Promise<void>;
}

/** Opens the store, reconciles the audit log, and makes the connections' registry, which connects when first asked. */
export async function createServices(config: ConsoleConfig): Promise<OwnedServices> {
  const now = Date.now;
  const seal = createSeal(readSecret(config.console.secret));
  const store = await openStore({ folder: config.store.folder, databaseUrl: environment().DATABASE_URL });
  try {
    const processId = await enterProcess(store, now);
    const anchorFolder = config.store.folder;
    const audit = createAuditLog({ store, seal, now, processId, anchorFolder });
    const keeper = await keepAuditTrue({ store, seal, audit, now, processId, anchorFolder });
    const deployments = createDeploymentRegistry(config.deployments, { readSecret });
    return {
      config,
      store,
      audit,
      deployments,
      seal,
      now,
      async close() {
        await deployments.close();
        await keeper.close();
        await store.close();
      },
    };
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}
