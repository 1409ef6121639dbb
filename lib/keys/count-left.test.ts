import { afterAll, beforeAll, expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections, DeploymentRegistry } from "#lib/redis/deployment-connections.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { countLeft } from "./count-left.ts";

const KEYS = 5_000;

let deployment: TestDeployment;
let registry: DeploymentRegistry;
beforeAll(async () => {
  deployment = await startTestDeployment();
  registry = createDeploymentRegistry({ test: deployment.config() }, { readSecret: () => "" });
  await redis().mset(Array.from({ length: KEYS }, (_, nth) => [`cache:${nth}`, "v"]).flat());
});
afterAll(async () => {
  await registry.close();
  await deployment.stop();
});

const redis = () => deployment.client(deployment.master.address);
const count = (connections: DeploymentConnections) =>
  countLeft({
    connections,
    db: 0,
    selection: { glob: Buffer.from("cache:*"), owns: () => true },
    signal: new AbortController().signal,
  });

/** The real connections, of which the third SCAN loses its server. */
function losingOnce(): DeploymentConnections {
  const connections = registry.get("test");
  let scans = 0;
  return {
    ...connections,
    async master(db, purpose) {
      const handle = await connections.master(db, purpose);
      return {
        ...handle,
        run(what, commands, options) {
          if (what === "SCAN" && ++scans === 3) throw new DomainError("REDIS_UNREACHABLE", "The connection was lost.");
          return handle.run(what, commands, options);
        },
      };
    },
  };
}

it("counts anew where the master is lost meanwhile, each key once", async () => {
  expect(await count(losingOnce())).toBe(KEYS);
});

it("says that nobody could look, and ends nothing that is done, where it may not look any more", async () => {
  await redis().call("ACL", "SETUSER", "default", "-scan");
  expect(await count(registry.get("test"))).toBeNull();
});
