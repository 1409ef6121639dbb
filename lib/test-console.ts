import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditEntry } from "#lib/audit/audit-line.ts";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { openStore } from "#lib/store/open-store.ts";
import type { OperationContext } from "./context.ts";
import type { Role } from "./roles.ts";
import { createSeal } from "./seal.ts";

export interface TestConsole {
  readonly deployment: TestDeployment;
  readonly audit: AuditEntry[];
  context(role?: Role): OperationContext;
  close(): Promise<void>;
}

/** Real servers, a real store, and the services that operations get. */
export async function startTestConsole(
  wanted: Parameters<typeof startTestDeployment>[0] = {},
  keyspaces: readonly unknown[] = [],
  settings: (deployment: TestDeployment) => Record<string, unknown> = () => ({}),
): Promise<TestConsole> {
  const deployment = await startTestDeployment(wanted);
  const folder = mkdtempSync(join(tmpdir(), "console-test-"));
  const config = ConsoleConfig.parse({
    deployments: { test: deployment.config({ keyspaces, ...settings(deployment) }) },
  });
  const deployments = createDeploymentRegistry(config.deployments, { readSecret: () => "" });
  const store = await openStore({ folder });
  const audit: AuditEntry[] = [];
  const services = {
    config,
    store,
    deployments,
    audit: { append: async (entry: AuditEntry) => void audit.push(entry) },
    seal: createSeal("a secret of more than thirty-two characters"),
    now: Date.now,
  };
  return {
    deployment,
    audit,
    context: (role = "support") => ({
      requestId: "test",
      actor: { userId: "u1", name: "sam", role, signInId: "s1", authenticatedAt: Date.now(), address: "192.0.2.1" },
      signal: new AbortController().signal,
      services,
    }),
    async close() {
      await deployments.close();
      await store.close();
      rmSync(folder, { recursive: true });
      await deployment.stop();
    },
  };
}
