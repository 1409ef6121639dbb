import { afterEach, describe, expect, it } from "vitest";
import { watchWhole, within3Seconds } from "./test-faults.ts";
import { createTestWatch } from "./test-watch.ts";

const watches = createTestWatch();
afterEach(watches.stop);

describe("within three seconds", () => {
  it("an instance that loads its data loads, and is not taken for dead", async () => {
    const slowly = ["key-load-delay 200", "loading-process-events-interval-bytes 1024"];
    const { deployment, replica, check, instance, expectAlive } = await watchWhole(watches, { redisConf: slowly });
    const client = deployment.client(replica.address);
    await client.replicaof("NO", "ONE");
    await client.mset(Array.from({ length: 20_000 }, (_, nth) => [`k${nth}`, "v"]).flat());
    await client.call("SAVE");
    await replica.kill();
    const loaded = replica.start();
    await within3Seconds(() =>
      expect(check("answers", replica.address)).toMatchObject({ state: "warning", value: "loading" }),
    );
    expect(instance(replica.address)).toMatchObject({ silence: null, figures: { persistence: { isLoading: true } } });
    await expectAlive(replica.address);
    await loaded;
  });
});
