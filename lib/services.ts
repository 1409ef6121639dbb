import type { AuditLog } from "#lib/audit/audit-line.ts";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import type { DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import type { Store } from "#lib/store/store.ts";
import type { Seal } from "./seal.ts";

/** The long-lived things that operations work with, made once a process. */
export interface Services {
  readonly config: ConsoleConfig;
  readonly store: Store;
  readonly audit: AuditLog;
  readonly deployments: DeploymentRegistry;
  readonly seal: Seal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
