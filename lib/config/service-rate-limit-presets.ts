import type { Preset } from "./preset.ts";

const FLASK_KEY = "LIMITER/{subject:[^/]+}/{scope:.+}/{limit:\\d+}/{multiple:\\d+}/{window:[a-z]+}";
const FLASK = {
  kind: "rate-limit",
  match: FLASK_KEY,
  subject: "{subject} on {scope}",
  limit: { fromKey: "limit" },
  windowMs: { fromKey: "window", times: "multiple" },
};
const RACK_COUNT = "rack::attack:{bucket}:allow2ban:count:{subject}";

/** Limiters of Python, PHP and Ruby, and of gateways: recorded from the programs, or marked as from documentation. */
export const SERVICE_RATE_LIMIT_PRESETS: Record<string, Preset> = {
  "flask-limiter": { ...FLASK, algorithm: "counter" },
  "flask-limiter-moving": { ...FLASK, algorithm: "list-log" },
  "django-ratelimit": {
    kind: "rate-limit",
    match: ":1:rl:{hash:[0-9a-f]{64}}",
    isFromDocumentation: true,
    algorithm: "counter",
    graceMs: 5_000,
    subject: {
      hash: "sha256",
      template: "{group}{rate}{value}{window}{methods}",
      ask: ["group", "rate", "value", "methods"],
      stagger: "value",
    },
  },
  "laravel-throttle": {
    kind: "rate-limit",
    match: "laravel_database_laravel_cache:{hash:[0-9a-f]{40}}",
    resetKey: "laravel_database_laravel_cache:{hash}:timer",
    algorithm: "counter",
    subject: { hash: "sha1", template: "{value}", ask: ["value"] },
  },
  "rack-attack": {
    kind: "rate-limit",
    match: "rack::attack:{bucket:\\d+}:{throttle:[^:]+}:{subject}",
    exclude: [
      "rack::attack:{bucket:\\d+}:allow2ban:count:{subject}",
      "rack::attack:{bucket:\\d+}:fail2ban:count:{subject}",
    ],
    subject: "{subject} by {throttle}",
    bucket: {},
    algorithm: "aligned-counter",
  },
  "rack-attack-ban": {
    kind: "rate-limit",
    match: "rack::attack:allow2ban:ban:{subject}",
    companions: [RACK_COUNT],
    bucket: {},
    algorithm: "counter",
    limit: 1,
  },
  "spring-cloud-gateway": {
    kind: "rate-limit",
    match: "request_rate_limiter.\\{{user}\\}.tokens",
    timeKey: "request_rate_limiter.\\{{user}\\}.timestamp",
    algorithm: "token-two-keys",
    windowMs: 1_000,
    isFromDocumentation: true,
  },
  "redis-rate": {
    kind: "rate-limit",
    match: "rate:{user}",
    algorithm: "gcra",
    unit: "s",
    epoch: "2017-01-01T00:00:00Z",
    isFromDocumentation: true,
  },
  throttled: {
    kind: "rate-limit",
    match: "throttled:{user}",
    algorithm: "gcra",
    unit: "ns",
    isFromDocumentation: true,
  },
  kong: {
    kind: "rate-limit",
    match: "ratelimit:{route}:{service}:{subject}:{bucket:\\d+}:{window:[a-z]+}",
    subject: "{subject}",
    bucket: { counts: "ms" },
    windowMs: { fromKey: "window" },
    algorithm: "aligned-counter",
    localBlock: { text: "With sync_rate each Kong node also counts by itself until it next looks into Redis." },
    isFromDocumentation: true,
  },
  envoy: {
    kind: "rate-limit",
    match: "{domain:[a-z0-9.-]+}_{subject}_{bucket:\\d+}",
    bucket: { counts: "s" },
    algorithm: "aligned-counter",
    localBlock: { text: "With a local cache each rate-limit service goes on refusing until the window ends." },
    isFromDocumentation: true,
  },
};
