import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { verifyAudit } from "#lib/audit/verify-audit.ts";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { createServices } from "./create-services.ts";
import { currentServices, setServices } from "./current-services.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-services-"));
  vi.stubEnv("NEXTAUTH_SECRET", "0123456789abcdef0123456789abcdef");
});
afterEach(() => {
  setServices(undefined);
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

const config = () =>
  ConsoleConfig.parse({
    store: { folder },
    deployments: {
      test: {
        kind: "standalone",
        label: "Test",
        environment: { name: "test", colour: "grey", production: false },
        // Nothing listens there: making the services connects to nothing.
        address: "127.0.0.1:1",
        users: { reader: {} },
      },
    },
  });
const actor = { userId: "u", name: "ada", role: "sre", address: "::1" } as const;

describe("createServices", () => {
  it("starts although no Redis answers, with a store, an audit log and the deployments of the configuration", async () => {
    const services = await createServices(config());
    expect(services.deployments.names).toEqual(["test"]);
    await services.audit.append({ requestId: "r", phase: "succeeded", operation: "a.b", actor });
    const verdict = await verifyAudit({ ...services, anchorFolder: folder });
    expect(verdict).toMatchObject({ ok: true, lines: 1 });
    await services.close();
  });

  it("opens the same store again, with the same seal", async () => {
    const first = await createServices(config());
    const sealed = first.seal.seal("test", Buffer.from("session:1"));
    await first.audit.append({ requestId: "r", phase: "started", operation: "a.b", actor });
    await first.close();
    const second = await createServices(config());
    expect(second.seal.open("test", sealed).toString()).toBe("session:1");
    const phases = await second.store.db.selectFrom("audit").select("phase").orderBy("seq").execute();
    expect(phases).toEqual([{ phase: "started" }, { phase: "unknown" }]);
    await second.close();
  });

  it("names the variable when the console's secret is gone", async () => {
    vi.stubEnv("NEXTAUTH_SECRET", "");
    await expect(createServices(config())).rejects.toThrow(/NEXTAUTH_SECRET is not set/);
  });
});

describe("currentServices", () => {
  it("answers what the start has set, and before that says that it has not", async () => {
    expect(() => currentServices()).toThrow(expect.objectContaining({ code: "INTERNAL" }));
    const services = await createServices(config());
    setServices(services);
    expect(currentServices()).toBe(services);
    await services.close();
  });
});
