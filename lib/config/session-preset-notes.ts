/** What an operator should know of a preset before trusting it. */
export interface PresetNote {
  /** The program whose layout it is. */
  readonly of: string;
  /** With what it was tested; undefined where only its documentation was read. */
  readonly testedWith: string | undefined;
  readonly remarks: readonly string[];
}

const CLIENT = "in every test run, signed in to and signed out of";
const DEBIAN = "on what the program itself wrote";

export const SESSION_PRESET_NOTES: Record<string, PresetNote> = {
  "connect-redis": {
    of: "express-session with connect-redis",
    testedWith: `connect-redis 9.0.0 on node-redis 5.12.1, express-session 1.19.0, passport 0.7.0, ${CLIENT}`,
    remarks: [
      "connect-redis 6 on ioredis writes the same.",
      "With resave: true, and in a request that changes the session, the library writes a revoked session anew; the console looks again and revokes it again.",
    ],
  },
  "fastify-session": {
    of: "@fastify/session with connect-redis",
    testedWith: `@fastify/session 11.1.3, connect-redis 9.0.0, fastify 5.12.8, ${CLIENT}`,
    remarks: [
      "Unless rolling is false, a request in flight brings a revoked session back; the console revokes it again.",
    ],
  },
  "koa-generic-session": {
    of: "koa-generic-session with koa-redis",
    testedWith: `koa-generic-session 2.3.1, koa-redis 4.0.1, koa 3.3.0, ${CLIENT}`,
    remarks: ["The library does not renew a session at each request, so nobody knows when it was last used."],
  },
  "koa-session": {
    of: "koa-session with koa-redis",
    testedWith: `koa-session 7.0.2, koa-redis 4.0.1, koa 3.3.0, ${CLIENT}`,
    remarks: ["With an option prefix, write match: 'prefix{id:[0-9a-f-]{36}}'. The cookie holds the whole key."],
  },
  "better-auth": {
    of: "Better Auth with @better-auth/redis-storage",
    testedWith: `better-auth 1.7.25, @better-auth/redis-storage 1.7.5, ${CLIENT}`,
    remarks: [
      "Its list of a user's sessions, better-auth:active-sessions-…, is a hint: it is neither read nor changed, and Better Auth puts up with names of sessions that are gone.",
      "better-auth:revoked-sessions-before-… is Better Auth's own mark of a sign-out everywhere. The console writes no values, so it does not set it.",
      "With storeSessionInDatabase Redis does not decide: set authoritative: false.",
    ],
  },
  "authjs-redis": {
    of: "Auth.js with @auth/upstash-redis-adapter",
    testedWith: `@auth/upstash-redis-adapter 2.11.3, asked as Auth.js asks it, ${CLIENT}`,
    remarks: [
      "Its keys never expire; the end of a session is in its value.",
      "user:session:by-user-id:… names the newest session alone, so it is a hint: it is not believed, and goes with the session that it names.",
      "Sessions that Auth.js keeps as JWT, which is its default, are not in Redis.",
    ],
  },
  "django-cache": {
    of: "Django with the session engine cache",
    testedWith: `Django 3.2.25 with django-redis 5.2.0 and its pickle, JSON and msgpack serializers and zlib, ${DEBIAN}`,
    remarks: ["KEY_PREFIX and VERSION are the first two parts of the key: write match for others than '' and 1."],
  },
  "django-cached-db": {
    of: "Django with the session engine cached_db",
    testedWith: `Django 3.2.25 with django-redis 5.2.0, ${DEBIAN}`,
    remarks: [
      "Django asks its SQL database too, so deleting the key signs nobody out: the console says so, and claims no sign-out.",
    ],
  },
  "flask-session": {
    of: "Flask-Session",
    testedWith: `Flask-Session 0.3.2 with Flask-Login 0.6.2, ${DEBIAN}`,
    remarks: [
      "From 0.6 on it writes msgpack, which is read too but was not tested with it.",
      "The library writes a revoked session anew, without a user, so the proof is that the user is gone.",
    ],
  },
  phpredis: {
    of: "PHP's sessions with the redis extension",
    testedWith: `PHP 8.2 with php-redis 5.3.7 and the handlers php, php_serialize and igbinary, ${DEBIAN}`,
    remarks: [
      "PHP makes an empty session anew under a revoked id: it counts as nobody's.",
      "The locks, …_LOCK, are left alone. The name of the user's member is the application's: set user.",
    ],
  },
  symfony: {
    of: "Symfony's RedisSessionHandler",
    testedWith: `symfony/http-foundation and security-core 5.4.53, ${DEBIAN}`,
    remarks: ["The user is read out of the security token that Symfony serializes into the session."],
  },
  laravel: {
    of: "Laravel with the session driver redis",
    testedWith: `Laravel 8.83.26 with php-redis 5.3.7, ${DEBIAN}`,
    remarks: [
      "The prefix is made of the application's name: write match for yours. Newer versions put dashes into it.",
      "The throttle's keys have the same form; they are shown as unreadable and cannot be revoked together with others.",
      "With session.encrypt the values cannot be read. The cookie is always encrypted, so it cannot be pasted.",
    ],
  },
  "rails-redis-store": {
    of: "Rails with redis-actionpack or redis-session-store",
    testedWith: `redis-actionpack 5.3.0 on Rails 6.1 with warden 1.2.8, ${DEBIAN}`,
    remarks: ["The key holds a hash of the cookie: paste the cookie and it is computed."],
  },
  "spring-session-indexed": {
    of: "Spring Session's indexed repository on Redis",
    testedWith: undefined,
    remarks: [
      "Java's serialization itself was tested with OpenJDK 17; that Spring writes it so was not.",
      "The session's expiry key goes with it, at once: no SessionDestroyedEvent is fired, so open sockets stay open.",
      "The set of a user's sessions is a hint: it is neither believed nor changed.",
      "The plain repository, Spring Boot's default from version 3 on, keeps the hash no longer than the session: write expires: { from: ttl }.",
    ],
  },
  "json-session": {
    of: "an application's own sessions as JSON",
    testedWith: undefined,
    remarks: ["Set the paths to what the application writes."],
  },
  "hash-session": {
    of: "an application's own sessions as hashes",
    testedWith: undefined,
    remarks: ["Set the paths to what the application writes."],
  },
};
