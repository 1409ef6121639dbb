import { expect, it } from "vitest";
import type { DriftReport } from "#lib/drift/schema.ts";
import { summariseDrift } from "./summarise-drift.ts";

const instance = { address: "10.0.0.1:6379", name: null, role: "master", host: null, silence: null };
const report = (...states: ("same" | "unknown" | "differs")[]): DriftReport => ({
  at: 0,
  instances: [{ ...instance, role: "master", withoutHostFile: null, consequences: [] }],
  rows: states.map((state, at) => ({
    ...{ directive: `d${at}`, isImmutable: false, isSecret: false, isUneven: false },
    cells: [{ rendered: "a", onHost: null, live: "a", state, isHostBehind: false }],
  })),
});

it("does not call the same what nobody could compare", () => {
  expect(summariseDrift(report("same"))).toBe("No drift on 1 instance");
  expect(summariseDrift(report("same", "unknown"))).toBe("No drift found on 1 instance, 1 not comparable");
  expect(summariseDrift(report("differs", "unknown"))).toBe("1 directive differs from the file, 1 instance compared");
});
