import type { Preset } from "./preset.ts";

/** Where applications usually put what their session library has no place for. */
const USUAL = {
  email: ["email", "user.email"],
  ip: ["ip", "ipAddress", "ip_address"],
  device: ["userAgent", "user_agent", "ua", "device"],
  created: ["createdAt", "created_at"],
};

const STRING = { kind: "session", type: "string" };

/** Passport keeps what the application's serializeUser answers: an id, or an object with one. */
const NODE_USER = ["passport.user.id", "passport.user", "userId", "user_id", "user.id"];

const DJANGO = {
  ...STRING,
  ...USUAL,
  codec: ["pickle", "zlib+pickle", "json", "msgpack"],
  user: "_auth_user_id",
  cookie: { name: "sessionid", toId: "none" },
};

/** Where Symfony's tokens keep the user: an array whose third item is what the parent class wrote. */
const SYMFONY_USER = "_sf2_attributes./^_security_/(php)[2][0]";

export const SESSION_PRESETS: Record<string, Preset> = {
  "connect-redis": {
    ...STRING,
    ...USUAL,
    codec: ["json"],
    match: "sess:{id}",
    user: NODE_USER,
    lastSeen: { from: "max-age-ttl", maxAge: "cookie.originalMaxAge" },
    cookie: { name: "connect.sid", toId: "express-signed" },
  },
  "fastify-session": {
    ...STRING,
    ...USUAL,
    codec: ["json"],
    match: "sess:{id}",
    user: ["passport.id", "passport", "userId", "user_id", "user.id"],
    lastSeen: { from: "max-age-ttl", maxAge: "cookie.originalMaxAge" },
    cookie: { name: "sessionId", toId: "none" },
  },
  "koa-generic-session": {
    ...STRING,
    ...USUAL,
    codec: ["json"],
    match: "koa:sess:{id}",
    user: NODE_USER,
    cookie: { name: "koa.sid", toId: "none" },
  },
  "koa-session": {
    ...STRING,
    ...USUAL,
    codec: ["json"],
    match: "{id:[0-9a-f-]{36}}",
    user: NODE_USER,
    expires: { from: "path", path: "_expire" },
    cookie: { name: "koa.sess", toId: "none" },
  },
  "better-auth": {
    ...STRING,
    codec: ["json"],
    match: "better-auth:{id:[A-Za-z0-9]+}",
    user: "session.userId",
    email: "user.email",
    ip: "session.ipAddress",
    device: "session.userAgent",
    created: "session.createdAt",
    lastSeen: { from: "path", path: "session.updatedAt" },
    expires: { from: "path", path: "session.expiresAt" },
    cookie: { name: "better-auth.session_token", toId: "none" },
  },
  "authjs-redis": {
    ...STRING,
    codec: ["json"],
    match: "user:session:{id}",
    exclude: ["user:session:by-user-id:{user}"],
    user: "userId",
    expires: { from: "path", path: "expires" },
    cookie: { name: "next-auth.session-token", toId: "none" },
    revoke: { pointers: ["user:session:by-user-id:{user}"] },
  },
  "django-cache": { ...DJANGO, match: ":1:django.contrib.sessions.cache{id:[a-z0-9]{32}}" },
  "django-cached-db": {
    ...DJANGO,
    match: ":1:django.contrib.sessions.cached_db{id:[a-z0-9]{32}}",
    authoritative: false,
  },
  "flask-session": {
    ...STRING,
    ...USUAL,
    codec: ["pickle", "msgpack"],
    match: "session:{id:[A-Za-z0-9_-]+}",
    user: ["_user_id", "user_id", "userId"],
    cookie: { name: "session", toId: "none" },
  },
  phpredis: {
    ...STRING,
    ...USUAL,
    // What serialize() wrote could be made to look like the handler's own form, but not the other way round.
    codec: ["php", "igbinary", "php-session", "msgpack"],
    match: "PHPREDIS_SESSION:{id:[A-Za-z0-9,-]+}",
    exclude: ["PHPREDIS_SESSION:{id:[A-Za-z0-9,-]+}_LOCK"],
    user: ["user_id", "userId", "uid", "user.id"],
    cookie: { name: "PHPSESSID", toId: "none" },
  },
  symfony: {
    ...STRING,
    codec: ["php-session", "php", "igbinary"],
    match: "sf_s{id:[A-Za-z0-9,-]+}",
    user: [`${SYMFONY_USER}.username`, `${SYMFONY_USER}.id`, `${SYMFONY_USER}.identifier`, `${SYMFONY_USER}.email`],
    email: `${SYMFONY_USER}.email`,
    ip: ["_sf2_attributes.ip", "_sf2_attributes.ip_address"],
    device: ["_sf2_attributes.user_agent", "_sf2_attributes.userAgent"],
    created: "_sf2_meta.c",
    lastSeen: { from: "path", path: "_sf2_meta.u" },
    cookie: { name: "PHPSESSID", toId: "none" },
  },
  laravel: {
    ...STRING,
    ...USUAL,
    codec: ["php+php"],
    match: "laravel_database_laravel_cache:{id:[A-Za-z0-9]{40}}",
    user: ["/^login_web_[0-9a-f]{40}$/", "/^login_[a-z]{1,20}_[0-9a-f]{40}$/"],
  },
  "rails-redis-store": {
    ...STRING,
    ...USUAL,
    codec: ["marshal", "json"],
    match: "session:2::{id:[0-9a-f]{64}}",
    user: ['"warden.user.user.key"[0][0]', "user_id", "userId"],
    cookie: { name: "_session_id", toId: "sha256" },
  },
  "spring-session-indexed": {
    kind: "session",
    type: "hash",
    codec: ["java-hash"],
    match: "spring:session:sessions:{id:[0-9a-f-]{36}}",
    user: [
      '"sessionAttr:org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME"',
      '"sessionAttr:SPRING_SECURITY_CONTEXT".authentication.principal.username',
      '"sessionAttr:SPRING_SECURITY_CONTEXT".authentication.principal',
    ],
    created: "creationTime",
    lastSeen: { from: "path", path: "lastAccessedTime" },
    expires: { from: "ttl", lessMs: 300_000 },
    cookie: { name: "SESSION", toId: "none" },
    revoke: { also: ["spring:session:sessions:expires:{id}"] },
  },
  "json-session": {
    ...STRING,
    codec: ["json"],
    match: "session:{id}",
    user: ["userId", "user_id", "user.id"],
    email: ["email", "user.email"],
    ip: ["ip", "ipAddress"],
    device: ["userAgent", "device"],
    created: ["createdAt", "created_at"],
  },
  "hash-session": {
    kind: "session",
    type: "hash",
    codec: ["none"],
    match: "session:{id}",
    user: ["userId", "user_id"],
    email: ["email"],
    ip: ["ip", "ipAddress", "ip_address"],
    device: ["userAgent", "user_agent", "device"],
    created: ["createdAt", "created_at"],
    lastSeen: { from: "path", path: ["lastSeen", "last_activity"] },
  },
};
