import { afterEach, describe, expect, it } from "vitest";
import { watchWhole, within3Seconds } from "./test-faults.ts";
import { createTestWatch } from "./test-watch.ts";

const watches = createTestWatch();
afterEach(watches.stop);

describe("within three seconds", () => {
  it("a killed master is gone, and there is none", async () => {
    const { deployment, check, instance, expectAlive } = await watchWhole(watches);
    const { address } = deployment.master;
    await deployment.master.kill();
    await within3Seconds(() => expect(check("answers", address)?.state).toBe("critical"));
    await within3Seconds(() => expect(check("one-master")?.state).toBe("critical"));
    expect(instance(address)).toMatchObject({ role: "master", silence: { code: "REDIS_UNREACHABLE" } });
    await expectAlive(address);
  });

  it("a hanging master does not answer in time, which is another thing", async () => {
    const { deployment, check, instance, newest, expectAlive } = await watchWhole(watches);
    const { address } = deployment.master;
    deployment.master.pause();
    await within3Seconds(() => expect(instance(address)?.silence?.code).toBe("TIMEOUT"));
    await within3Seconds(() => expect(check("answers", address)?.state).toBe("critical"));
    await within3Seconds(() => expect(check("one-master")?.state).toBe("critical"));
    expect(newest()?.masterAddress).toBe(address);
    await expectAlive(address);
  });

  it("a hanging replica does not answer in time, and could not take over", async () => {
    const { replica, check, instance, expectAlive } = await watchWhole(watches);
    replica.pause();
    await within3Seconds(() => expect(instance(replica.address)?.silence?.code).toBe("TIMEOUT"));
    await within3Seconds(() => expect(check("answers", replica.address)?.state).toBe("critical"));
    await within3Seconds(() => expect(check("replicas")?.value).toBe("1 of 2"));
    expect(check("one-master")?.state).toBe("ok");
    await expectAlive(replica.address);
  });
});
