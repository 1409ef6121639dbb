import { expect, it, onTestFinished } from "vitest";
import { startTestConsole } from "#lib/test-console.ts";
import { copyOf, describeTally, newTally, noteFound } from "./cohort-tally.ts";
import { sessionKeyspace } from "./session-keyspace.ts";

const WEB = {
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "sess:{id}",
  type: "string",
  codec: ["json"],
  user: "user",
};

it("tells no more users apart than it may, and says that there are more", async () => {
  const test = await startTestConsole({}, [WEB]);
  onTestFinished(() => test.close());
  const { services } = test.context();
  const keyspace = sessionKeyspace(services.deployments.get("test").config, "web");
  const tally = newTally(3);
  const note = (user: string) => {
    tally.verdicts.fits += 1;
    const raw = Buffer.from(JSON.stringify({ user }));
    noteFound(tally, { keyspace, key: Buffer.from(`sess:${tally.verdicts.fits}`), raw, isWhole: true, ttlMs: -1 });
  };
  for (const user of ["a", "b", "c"]) note(user);
  expect(describeTally(tally, services, "test")).toMatchObject({ users: 3, hasMoreUsers: false });
  for (const user of ["d", "c", "e"]) note(user);
  expect(tally.users.size).toBe(3);
  expect(describeTally(copyOf(tally), services, "test")).toMatchObject({
    count: 6,
    users: 3,
    hasMoreUsers: true,
    topUsers: [{ userId: "c", count: 2 }, { userId: "a" }, { userId: "b" }],
  });
});
