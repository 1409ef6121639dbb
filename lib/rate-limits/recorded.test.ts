import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PRESETS } from "#lib/config/presets.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { hashedKeys } from "./hash-subject.ts";
import { type CompiledLimiter, limiterNamed } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import { LIMITS_DB, startTestLimits, type TestLimits } from "./test-limits.ts";

/** Libraries tell their times in whole seconds. */
const TOLERATED_MS = 1_100;

interface Recorded {
  preset: string;
  numbers: Record<string, unknown>;
  subject: string;
  now: number;
  keys: { key: string; pttl: number; dump: string }[];
  expected: { used?: number; isBlocked?: boolean; resetAt?: number; releaseAt?: number };
}

/** Made by tools/limit-fixtures with the real programs. */
const RECORDED: Recorded[] = JSON.parse(readFileSync(new URL("recorded/limiters.json", import.meta.url), "utf8"));
const PRESETS_RECORDED = [...new Set(RECORDED.map(({ preset }) => preset))];

let test: TestLimits;
let handle: RedisHandle;
beforeAll(async () => {
  const numbersOf = (preset: string) => RECORDED.find((one) => one.preset === preset)?.numbers;
  // Two strategies of one library write keys of the same form: no application uses both.
  test = await startTestLimits(
    PRESETS_RECORDED.map((name) => ({ ...PRESETS[name], ...numbersOf(name), name })),
    {},
  );
  const { services } = test.console.context();
  handle = await services.deployments.get("test").master(LIMITS_DB, "read");
});
afterAll(() => test.console.close());
beforeEach(async () => void (await test.redis().flushall()));

async function restore(recorded: Recorded): Promise<Buffer[]> {
  const keys = recorded.keys.map(({ key }) => Buffer.from(key, "base64"));
  for (const [index, { pttl, dump }] of recorded.keys.entries()) {
    await test.redis().restore(keys[index] ?? "", Math.max(0, pttl), Buffer.from(dump, "base64"));
  }
  return keys;
}

const limiterOf = (preset: string): CompiledLimiter =>
  limiterNamed(test.console.context().services.deployments.get("test").config, preset);

describe.each(RECORDED.map((recorded) => [recorded.preset, recorded] as const))(
  "%s as recorded",
  (preset, recorded) => {
    it("is read as the program itself reads it", async () => {
      const keys = await restore(recorded);
      const limiter = limiterOf(preset);
      const [found, ...others] = await readLimits(handle, limiter, keys, recorded.now);
      expect(others).toEqual([]);
      const { used, isBlocked, resetAt, releaseAt } = recorded.expected;
      if (used !== undefined) expect(found?.used).toBe(used);
      if (isBlocked !== undefined) expect(found?.isBlocked).toBe(isBlocked);
      const differs = (ms: number | null | undefined, at: number) => Math.abs((ms ?? Number.NaN) + recorded.now - at);
      if (resetAt !== undefined) expect(differs(found?.resetsInMs, resetAt)).toBeLessThan(TOLERATED_MS);
      if (releaseAt !== undefined) expect(differs(found?.blockedForMs, releaseAt)).toBeLessThan(TOLERATED_MS);
      expect(found?.subject.includes(recorded.subject) || typeof limiter.config.subject === "object").toBe(true);
    });

    it("is worked out where it is a hash, and goes with everything that belongs to it", async () => {
      const keys = await restore(recorded);
      const limiter = limiterOf(preset);
      const { subject } = limiter.config;
      if (typeof subject === "object") {
        const made = hashedKeys(limiter, subject, { [subject.ask[0] ?? ""]: recorded.subject }, recorded.now);
        expect(made.map(({ key }) => key.toString())).toEqual(keys.filter(limiter.owns).map(String));
      }
      const [found] = await readLimits(handle, limiter, keys, recorded.now);
      const meant = limiter.keysOf(Buffer.from(found?.key ?? "", "base64url"), recorded.now).map(String);
      // A ban leaves what other throttles have counted.
      const left = keys.map(String).filter((key) => !meant.includes(key));
      expect(left.every((key) => preset === "rack-attack-ban" && key.includes(":req/ip:"))).toBe(true);
    });
  },
);
