import type { AuditEntry, AuditLog } from "#lib/audit/audit-line.ts";
import { ConsoleConfig } from "#lib/config/schema.ts";
import type { Actor, OperationContext } from "./context.ts";
import { createSeal } from "./seal.ts";
import type { Services } from "./services.ts";

/** A context whose audit lines are kept in `lines`; whatever else a test needs, it gives. */
export function testContext(actor: Partial<Actor> = {}, services: Partial<Services> = {}) {
  const lines: AuditEntry[] = [];
  const audit: AuditLog = {
    append: async (entry) => {
      lines.push(entry);
    },
  };
  const standalone = {
    kind: "standalone",
    label: "Test",
    environment: { name: "test", colour: "grey", production: false },
    address: "127.0.0.1:6379",
    users: { reader: {} },
  };
  const ctx: OperationContext = {
    requestId: "request-1",
    actor: {
      userId: "u1",
      name: "ada",
      role: "sre",
      signInId: "s1",
      authenticatedAt: 1_000_000,
      address: "127.0.0.1",
      ...actor,
    },
    signal: new AbortController().signal,
    services: {
      config: ConsoleConfig.parse({ deployments: { test: standalone } }),
      get store(): never {
        throw new Error("This test gave no store.");
      },
      get deployments(): never {
        throw new Error("This test gave no deployments.");
      },
      audit,
      seal: createSeal("a secret of the tests, 32 characters and more"),
      now: () => 1_000_000,
      ...services,
    },
  };
  return { ctx, lines };
}
