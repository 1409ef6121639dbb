import { expect, it } from "vitest";
import { judgeDelivery } from "./judge-delivery.ts";
import type { DiagnosedInstance } from "./schema.ts";

function instance(role: "master" | "replica", own: Partial<DiagnosedInstance> = {}): DiagnosedInstance {
  return {
    ...{ address: `127.0.0.1:${role === "master" ? 1 : 2}`, role, failure: null, messages: 0, listenFailure: null },
    ...{ subscribers: 0, shardSubscribers: 0, patternSubscriptions: 0, youngestClientSeconds: null },
    ...{ isLinkUp: role === "replica" ? true : null, linkDownSeconds: null, uptimeSeconds: 1 },
    ...{ bufferDisconnections: 0, evictedClients: 0, bufferLimit: null, largestBufferBytes: 0 },
    ...own,
  };
}

const titles = (instances: DiagnosedInstance[], isSharded = false) =>
  judgeDelivery(instances, isSharded, 5).map(({ title }) => title);

it("finds subscribers of a sharded channel on replicas, and takes no others for them", () => {
  const replica = (own: Partial<DiagnosedInstance>) => [instance("master"), instance("replica", own)];
  expect(titles(replica({ shardSubscribers: 1 }), true)[0]).toBe("One client listens on replicas by this name");
  expect(titles(replica({ subscribers: 1 }), true)[0]).toBe("The subscribers use SUBSCRIBE, not SSUBSCRIBE");
  expect(titles(replica({ shardSubscribers: 1 }))[0]).toBe("The subscribers use SSUBSCRIBE, not SUBSCRIBE");
  expect(titles(replica({ patternSubscriptions: 1 }), true)[0]).toBe("Nobody listens");
});

it("does not call a replica late for listening a moment later on a busy channel", () => {
  const heard = (messages: number) => [instance("master", { messages: 100_000 }), instance("replica", { messages })];
  expect(titles(heard(97_000))).toContain("The replica 127.0.0.1:2 hears what the master passes on");
  expect(titles(heard(60_000))).toContain("The replica 127.0.0.1:2 heard fewer messages");
});

it("says since when clients were cut off, in seconds where it is not long", () => {
  const [finding] = judgeDelivery([instance("master", { bufferDisconnections: 2, uptimeSeconds: 30 })], false, 5).slice(
    -1,
  );
  expect(finding?.detail).toContain("2 cut off, 0 evicted in 30 s");
});
