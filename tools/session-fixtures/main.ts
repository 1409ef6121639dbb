import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";

/*
 * Writes lib/sessions/fixtures/ anew by running the real programs of Debian:
 *   apt-get install --no-install-recommends python3-django python3-django-redis python3-msgpack python3-flask-session \
 *     python3-flask-login php-cli php-redis php-igbinary php-mbstring php-laravel-framework php-symfony-http-foundation \
 *     php-symfony-security-core ruby-redis-actionpack ruby-warden \
 *     openjdk-17-jdk-headless
 *   node tools/session-fixtures/main.ts
 */
const HERE = import.meta.dirname;
const FIXTURES = join(HERE, "../../lib/sessions/fixtures");
const PYTHON = "/usr/bin/python3";

const VALUES = [
  [PYTHON, "values.py"],
  ["php", "values.php"],
  ["ruby", "values.rb"],
  ["java", "Values.java"],
] as const;

/** A program, its Debian packages, and what is given it after the port. */
const PROGRAMS: Record<string, { run: [string, string, ...string[]]; packages: string[] }> = {
  "django-pickle": django("pickle", "none", "cache"),
  "django-json": django("json", "none", "cache"),
  "django-msgpack": django("msgpack", "none", "cache"),
  "django-zlib": django("pickle", "zlib", "cache"),
  "django-cached-db": django("pickle", "none", "cached_db"),
  flask: { run: [PYTHON, "flask_sessions.py"], packages: ["python3-flask-session", "python3-flask-login"] },
  "phpredis-php": phpredis("php"),
  "phpredis-php-serialize": phpredis("php_serialize"),
  "phpredis-igbinary": phpredis("igbinary"),
  laravel: { run: ["php", "laravel_sessions.php"], packages: ["php-laravel-framework", "php-redis"] },
  symfony: {
    run: ["php", "symfony_sessions.php"],
    packages: ["php-symfony-http-foundation", "php-symfony-security-core", "php-redis"],
  },
  rails: { run: ["ruby", "rails_sessions.rb"], packages: ["ruby-redis-actionpack", "ruby-warden", "ruby-actionpack"] },
};

function django(serializer: string, compressor: string, engine: string) {
  const run: [string, string, ...string[]] = [PYTHON, "django_sessions.py", serializer, compressor, engine];
  return { run, packages: ["python3-django", "python3-django-redis"] };
}

function phpredis(handler: string) {
  const run: [string, string, ...string[]] = ["php", "phpredis_sessions.php", handler];
  return { run, packages: ["php8.2-cli", "php-redis", ...(handler === "igbinary" ? ["php-igbinary"] : [])] };
}

function linesOf(program: string, script: string, ...args: string[]): unknown[] {
  const printed = execFileSync(program, [join(HERE, script), ...args], { encoding: "utf8" });
  return printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function versionsOf(packages: readonly string[]): string[] {
  return packages.map((name) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the names are dpkg's.
    execFileSync("dpkg-query", ["-W", "-f", "${Package} ${source:Upstream-Version}", name], { encoding: "utf8" }),
  );
}

async function keysOf(redis: Redis) {
  const keys = (await redis.keysBuffer("*")).sort(Buffer.compare);
  return Promise.all(
    keys.map(async (key) => ({
      key: key.toString("base64"),
      ttlMs: await redis.pttl(key),
      value: (await redis.getBuffer(key))?.toString("base64"),
    })),
  );
}

function write(name: string, content: unknown): void {
  writeFileSync(join(FIXTURES, `${name}.json`), `${JSON.stringify(content, undefined, 1)}\n`);
}

mkdirSync(FIXTURES, { recursive: true });
write(
  "values",
  VALUES.flatMap(([program, script]) => linesOf(program, script)),
);
const deployment = await startTestDeployment();
const redis = deployment.client(deployment.master.address);
for (const [name, { run, packages }] of Object.entries(PROGRAMS)) {
  await redis.flushall();
  const [program, script, ...args] = run;
  const sessions = linesOf(program, script, String(deployment.master.port), ...args);
  write(name, { madeWith: versionsOf(packages), sessions, keys: await keysOf(redis) });
  process.stdout.write(`${name}: ${sessions.length} sessions\n`);
}
await deployment.stop();
