import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "#lib/store/open-store.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { closeSignIn } from "./close-sign-in.ts";
import { renewedId, renewSignIn } from "./renew-sign-in.ts";
import { startSignIn } from "./start-sign-in.ts";
import { admitAddress, admitAttempt, forgiveAccount } from "./throttle.ts";

const MINUTE = 60_000;

describe.each<Store["kind"]>(["sqlite", "postgres"])("the throttle on %s", (kind) => {
  let stores: TestStores;
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());

  const many = (times: number, ask: () => Promise<boolean>) =>
    Promise.all(Array.from({ length: times }, ask)).then((answers) => answers.filter(Boolean).length);

  it("lets five of many attempts at once through, and forty from one address", async () => {
    const { store } = await stores.create();
    const services = { store, now: () => 1_000_000_000 };
    expect(await many(12, () => admitAttempt(services, "ada"))).toBe(5);
    expect(await many(60, () => admitAddress(services, "192.0.2.1"))).toBe(40);
    expect(await admitAttempt(services, "bob")).toBe(true);
    expect(await admitAddress(services, "192.0.2.2")).toBe(true);
  });

  it("still knows a lock after a restart", async () => {
    const { store, location } = await stores.create();
    let clock = 1_000_000_000;
    const now = () => clock;
    await many(5, () => admitAttempt({ store, now }, "ada"));
    const again = await openStore(location);
    expect(await admitAttempt({ store: again, now }, "ada")).toBe(false);
    clock += 15 * MINUTE;
    expect(await admitAttempt({ store: again, now }, "ada")).toBe(true);
    await again.close();
  });

  it("forgets an account that is forgiven, and everything after a day", async () => {
    const { store } = await stores.create();
    let clock = 1_000_000_000;
    const services = { store, now: () => clock };
    await many(5, () => admitAttempt(services, "ada"));
    await forgiveAccount(services, "ada");
    expect(await many(5, () => admitAttempt(services, "ada"))).toBe(5);
    clock += 25 * 60 * MINUTE;
    await admitAddress(services, "192.0.2.1");
    expect(await store.db.selectFrom("throttle").select("key").execute()).toEqual([{ key: "address:192.0.2.1" }]);
  });

  it("keeps the registry of sign-ins just as well", async () => {
    const { store } = await stores.create();
    const services = { store, now: () => 1_795_401_014_384 };
    const person = { userId: "7", name: "ada", role: "sre" as const, provider: "password" as const };
    const id = await startSignIn(services, { ...person, address: "192.0.2.1" });
    const { signInId } = await renewSignIn(services, id);
    expect(await renewedId(services, id)).toBe(signInId);
    await expect(renewSignIn(services, id)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await closeSignIn(services, id, "signed-out")).toBe(false);
    expect(await closeSignIn(services, signInId, "signed-out")).toBe(true);
    expect(await renewedId(services, signInId)).toBeUndefined();
  });
});
