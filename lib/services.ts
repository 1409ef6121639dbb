import type { AuditLog } from "./audit/audit-line.ts";
import type { ConsoleConfig } from "./config/schema.ts";
import type { DeploymentRegistry } from "./redis/deployment-connections.ts";
import type { Seal } from "./seal.ts";
import type { Store } from "./store/store.ts";

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
