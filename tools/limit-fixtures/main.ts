// Runs the real limiters of other languages, and those that no test installs, against a server of their own, and writes what they
// wrote and what they say of it to lib/rate-limits/recorded/. Needs python3-flask-limiter, ruby-rack-attack, ruby-redis, php-cli,
// php-redis and php-laravel-framework (Debian), and npm. Usage: node tools/limit-fixtures/main.ts
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

const PORT = 11_997;
const HERE = import.meta.dirname;
const OUTPUT = join(HERE, "../../lib/rate-limits/recorded/limiters.json");
const PROGRAMS = [
  ["/usr/bin/python3", "flask_limits.py"],
  ["ruby", "rack_attack.rb"],
  ["php", "laravel_throttle.php"],
] as const;
const PACKAGE = "async-ratelimiter@1.6.10";
const LIMIT = 5;
const DURATION_MS = 60_000;

interface Limiter {
  get(options?: { peek: boolean }): Promise<{ remaining: number; reset: number }>;
}

const folder = mkdtempSync(join(tmpdir(), "limit-fixtures-"));
const server = spawn("redis-server", ["--port", String(PORT), "--save", "", "--dir", folder], { stdio: "ignore" });
const redis = new Redis({ port: PORT, db: 4 });
try {
  await redis.flushall();
  const cases = PROGRAMS.flatMap(([program, file]): unknown[] =>
    JSON.parse(execFileSync(program, [join(HERE, file), String(PORT)], { encoding: "utf8" })),
  );
  cases.push(...(await countWithAsyncRatelimiter()));
  writeFileSync(OUTPUT, `${JSON.stringify(cases, null, 2)}\n`);
} finally {
  redis.disconnect();
  server.kill();
  rmSync(folder, { recursive: true });
}

async function countWithAsyncRatelimiter(): Promise<unknown[]> {
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  execFileSync("npm", ["install", "--loglevel=error", PACKAGE], { cwd: folder, stdio: "inherit" });
  // The package has no types; this is what its documentation says of it.
  const Limiter: new (options: object) => Limiter = createRequire(join(folder, "package.json"))("async-ratelimiter");
  const limiter = new Limiter({ db: redis, id: "192.0.2.99", max: LIMIT, duration: DURATION_MS });
  for (let nth = 0; nth < LIMIT - 2; nth += 1) await limiter.get();
  const partial = await capture(await limiter.get({ peek: true }));
  for (let nth = 0; nth < 3; nth += 1) await limiter.get();
  return [partial, await capture(await limiter.get({ peek: true }))];
}

async function capture({ remaining, reset }: { remaining: number; reset: number }): Promise<unknown> {
  const names = (await redis.keys("*")).sort();
  const keys = await Promise.all(
    names.map(async (name) => ({
      key: Buffer.from(name).toString("base64"),
      pttl: await redis.pttl(name),
      dump: (await redis.dumpBuffer(name))?.toString("base64"),
    })),
  );
  return {
    preset: "async-ratelimiter",
    numbers: { limit: LIMIT, windowMs: DURATION_MS },
    subject: "192.0.2.99",
    now: Date.now(),
    keys,
    expected: { used: LIMIT - remaining, isBlocked: remaining === 0, resetAt: reset * 1_000 },
  };
}
