import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startPartitionedDeployment, whyNoNamespaces } from "#lib/redis/test-partition.ts";
import { runOperation } from "#lib/run-operation.ts";
import { openStore } from "#lib/store/open-store.ts";
import { testContext } from "#lib/test-context.ts";
import { planRevocation } from "./plan-revocation.ts";
import { revokeSessions } from "./revoke-sessions.ts";

const WEB = {
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "sess:{id}",
  type: "string",
  codec: ["json"],
  user: "user",
  revoke: { recheckMs: [100] },
};
const why = whyNoNamespaces();

async function start() {
  const deployment = await startPartitionedDeployment(1_000);
  onTestFinished(() => deployment.stop());
  const deployments = createDeploymentRegistry(
    { test: deployment.config({ keyspaces: [WEB] }) },
    { readSecret: () => "" },
  );
  onTestFinished(() => deployments.close());
  const folder = mkdtempSync(join(tmpdir(), "console-test-"));
  const store = await openStore({ folder });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const { ctx } = testContext({ role: "support", authenticatedAt: Date.now() }, { deployments, store, now: Date.now });
  const client = (address: string) => {
    const [host = "", port = ""] = address.split(":");
    const redis = new Redis({ host, port: Number(port) });
    redis.on("error", () => undefined);
    onTestFinished(() => redis.disconnect());
    return redis;
  };
  return { deployment, ctx, client };
}

describe.skipIf(why !== undefined)(
  `a revocation on a master that is cut off${why === undefined ? "" : ` (${why})`}`,
  () => {
    it("says that no replica has confirmed it, and is true on the master of the end", { timeout: 90_000 }, async () => {
      const { deployment, ctx, client } = await start();
      const old = client(deployment.master);
      await old.set("sess:stolen", JSON.stringify({ user: "42" }));
      await old.wait(2, 5_000);
      const of = { scope: "user", userId: "42" } as const;
      const { plan } = await runOperation(planRevocation, ctx, { deployment: "test", of });
      deployment.cut();
      const done = await runOperation(revokeSessions, ctx, { deployment: "test", plan, reason: "stolen" });
      expect(done).toMatchObject({ deleted: 1, replicas: { confirmed: 0, expected: 2 } });
      await expect.poll(deployment.masterBeyond, { timeout: 30_000, interval: 100 }).not.toBe(deployment.master);
      deployment.heal();
      const promoted = client(deployment.masterBeyond());
      await expect.poll(() => promoted.exists("sess:stolen"), { timeout: 60_000, interval: 100 }).toBe(0);
      await expect
        .poll(() => old.info("replication"), { timeout: 30_000, interval: 100 })
        .toMatch(/role:slave.*master_link_status:up/s);
      expect(await old.exists("sess:stolen")).toBe(0);
      const row = () => ctx.services.store.db.selectFrom("revocation").selectAll().executeTakeFirst();
      await expect.poll(row, { timeout: 30_000 }).toMatchObject({ came_back: 1, left_over: 0 });
    });
  },
);
