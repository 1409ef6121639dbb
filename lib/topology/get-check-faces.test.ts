import { expect, it } from "vitest";
import { judge } from "#lib/health/judge.ts";
import { EXPECTED, MASTER, testInstance, testObservation } from "#lib/health/test-observation.ts";
import { facesOf } from "./get-check-faces.ts";

it("writes the same id, value and limits as Nagios and as JSON", () => {
  const full = testInstance(MASTER, "master", { memory: { usedBytes: 960, maxBytes: 1_000 } });
  const seen = testObservation({ instances: [full] });
  const check = judge(seen, EXPECTED).checks.find(({ id }) => id === "memory");
  if (check === undefined) throw new Error("The memory was not judged.");
  const { nagios, json, command } = facesOf("shop", check);
  expect(nagios).toMatch(/^REDIS CRITICAL - master .* uses 96 % of maxmemory\./);
  expect(nagios).toContain(`'memory_ratio@${MASTER}'=0.96;0.8;0.95;0;1`);
  expect(JSON.parse(json)).toMatchObject({
    id: "memory",
    state: "CRITICAL",
    instance: MASTER,
    figures: [{ name: "memory_ratio", value: 0.96, warning: 0.8, critical: 0.95, is_below: false }],
  });
  expect(command).toContain("--deployment shop");
});
