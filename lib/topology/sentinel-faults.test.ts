import { afterEach, describe, expect, it } from "vitest";
import { watchWhole, within3Seconds } from "./test-faults.ts";
import { createTestWatch } from "./test-watch.ts";

const watches = createTestWatch();
afterEach(watches.stop);

describe("within three seconds", () => {
  it("a sentinel that is gone is named, and the others still agree", async () => {
    const { deployment, check, sentinel, expectAlive } = await watchWhole(watches);
    const [gone] = deployment.sentinels;
    if (gone === undefined) throw new Error("There are three sentinels.");
    await gone.kill();
    await within3Seconds(() => expect(check("sentinel-answers", gone.address)?.state).toBe("warning"));
    expect(sentinel(gone.address)?.silence).toMatchObject({ code: "REDIS_UNREACHABLE" });
    expect(check("sentinels-answer")?.state).not.toBe("critical");
    await expectAlive();
  });

  it("sentinels that are all gone leave the instances in sight", async () => {
    const { deployment, check, newest, expectAlive } = await watchWhole(watches);
    await Promise.all(deployment.sentinels.map((one) => one.kill()));
    await within3Seconds(() => expect(check("sentinels-answer")?.state).toBe("critical"));
    expect(newest()?.sentinels.map(({ silence }) => silence?.code)).toEqual(Array(3).fill("REDIS_UNREACHABLE"));
    expect(newest()?.masterAddress).toBe(deployment.master.address);
    await expectAlive();
  });

  it("two masters are two masters, while the sentinels hang", async () => {
    const { deployment, replica, check, newest, expectAlive } = await watchWhole(watches);
    for (const one of deployment.sentinels) one.pause();
    await deployment.client(replica.address).replicaof("NO", "ONE");
    await within3Seconds(() => expect(check("one-master")).toMatchObject({ state: "critical", value: "2 masters" }));
    await within3Seconds(() =>
      expect(newest()?.sentinels.map(({ silence }) => silence?.code)).toEqual(Array(3).fill("TIMEOUT")),
    );
    await expectAlive();
  });
});
