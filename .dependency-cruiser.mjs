/** The import rules of docs/architecture.md. Type-only imports may cross where values may not. */
const DOMAINS =
  "topology|health|history|timeline|forecast|inspect|metrics|notifications|jobs|failover|rolling|cases|cache|rate-limits|pubsub|sessions|render|directives|findings|preview|environments|consequences|drift|apply|boot-check|lifecycle|backups|sign-in";

/** Rooms of plain functions, which the browser runs too: a preview follows every keystroke. */
const PREVIEW_ROOMS = "render|directives|findings|preview";

/** All but these. */
const others = (...names) =>
  DOMAINS.split("|")
    .filter((name) => !names.includes(name))
    .join("|");

const rule = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from,
  to: { dependencyTypesNot: ["type-only"], ...to },
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    rule("no-unresolvable", {}, { couldNotResolve: true, dependencyTypesNot: ["type-only"], pathNot: "^(bun|next/)" }),
    rule(
      "app-is-thin",
      { path: "^app/" },
      {
        path: "(^lib/(redis|audit|store|config|lifecycle)/|node_modules/(ioredis|kysely|better-sqlite3|pg)/|^child_process$)",
        // These are operations like any other.
        pathNot: "^lib/(audit/(list|check)-audit|lifecycle/(act|plan-action|list-managed|watch-output))\\.ts$",
      },
      "Pages, routes and actions reach Redis, the store and processes only through operations.",
    ),
    rule("ui-knows-no-redis", { path: "^components/ui/" }, { path: "^lib/(?!browser/)" }),
    rule(
      "components-are-browser-code",
      { path: "^components/" },
      {
        path: "^lib/|node_modules/ioredis/",
        pathNot: `^lib/browser/|schema\\.ts$|^lib/(roles|plain-text)\\.ts$|^lib/(${PREVIEW_ROOMS})/`,
      },
    ),
    rule(
      "preview-rooms-are-plain",
      { path: `^lib/(${PREVIEW_ROOMS})/`, pathNot: "\\.test\\.ts$|/test-[^/]+\\.ts$|/take-digest\\.ts$" },
      { dependencyTypes: ["core"] },
      "The browser runs them too.",
    ),
    rule(
      "preview-rooms-know-no-server",
      { path: `^lib/(${PREVIEW_ROOMS})/`, pathNot: "\\.test\\.ts$|/test-[^/]+\\.ts$" },
      {
        path: "^lib/",
        pathNot: `^lib/(${PREVIEW_ROOMS})/|^lib/config/nearest-name\\.ts$|^lib/errors\\.ts$|schema\\.ts$`,
      },
    ),
    rule(
      "components-use-no-node",
      { path: "^(components|lib/browser)/", pathNot: "\\.test\\.tsx?$" },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "browser-lib-is-browser-code",
      { path: "^lib/browser/" },
      { path: "^lib/", pathNot: "^lib/browser/|schema\\.ts$|^lib/roles\\.ts$" },
    ),
    rule(
      "schema-travels",
      { path: "^lib/[^/]+/schema\\.ts$" },
      { path: "^lib/", pathNot: "schema\\.ts$|^lib/roles\\.ts$|^lib/config/" },
      "A schema is read by the browser too: zod and other schemas only.",
    ),
    rule(
      "schema-uses-zod-alone",
      { path: "^lib/[^/]+/schema\\.ts$" },
      { path: "node_modules/", pathNot: "node_modules/zod/" },
    ),
    rule(
      "spine-knows-no-domain",
      { path: "^lib/[^/]+\\.ts$", pathNot: "(create-services|operation-list|job-list|\\.test)\\.ts$|operation-list" },
      { path: `^lib/(${DOMAINS}|web|browser)/` },
    ),
    rule(
      "lib-knows-no-next",
      { path: "^lib/(?!web/|browser/)" },
      { path: "node_modules/(next|next-auth|react|react-dom)/" },
    ),
    rule(
      "only-redis-knows-ioredis",
      { path: "^(?!lib/redis/)", pathNot: "\\.test\\.ts$|/test-[^/]+\\.ts$|^(tools|e2e)/" },
      { path: "node_modules/ioredis/" },
    ),
    rule("redis-knows-no-domain", { path: "^lib/redis/" }, { path: `^lib/(${DOMAINS}|web|browser|store|audit)/` }),
    rule("audit-knows-no-redis", { path: "^lib/audit/" }, { path: "^lib/redis/" }),
    rule(
      "only-two-rooms-start-processes",
      { path: "^(app|components|lib)/", pathNot: "^lib/(lifecycle|boot-check)/|\\.test\\.tsx?$|/test-[^/]+\\.ts$" },
      { path: "^(node:)?child_process$" },
    ),
    rule(
      "sessions-stay-apart",
      { path: "^lib/sessions/" },
      {
        path: "^lib/(topology|health|history|timeline|forecast|inspect|metrics|notifications|render|lifecycle|sign-in)/",
      },
    ),
    rule("cache-stays-apart", { path: "^lib/cache/" }, { path: `^lib/(${others("jobs", "cache")})/` }),
    rule(
      "rate-limits-stay-apart",
      { path: "^lib/rate-limits/" },
      {
        path: `^lib/(${DOMAINS.replace("|jobs", "").replace("|rate-limits", "")})/`,
        pathNot: "^lib/cache/show-bytes\\.ts$",
      },
      "What a key's bytes look like is one thing for the whole house.",
    ),
    rule(
      "cases-compose",
      { path: "^lib/cases/" },
      { path: `^lib/(${others("cases", "cache", "rate-limits", "sessions")}|web|browser)/` },
      "A case is what sessions, caches and rate limits know of one person.",
    ),
    rule(
      "undo-knows-no-domain",
      { path: "^lib/undo/" },
      { path: `^lib/(${DOMAINS}|web|browser)/` },
      "Caches and rate limits bring what is kept; sessions are never kept.",
    ),
    rule("sessions-are-never-kept", { path: "^lib/sessions/" }, { path: "^lib/undo/" }),
    rule("sessions-know-no-case", { path: "^lib/(sessions|cache|rate-limits)/" }, { path: "^lib/cases/" }),
    rule(
      "pubsub-stays-apart",
      { path: "^lib/pubsub/" },
      { path: `^lib/(${DOMAINS.replace("|pubsub", "")})/`, pathNot: "^lib/cache/show-bytes\\.ts$" },
      "Of the caches it takes only how bytes are shown.",
    ),
    rule(
      "topology-composes-health",
      { path: "^lib/(topology|health|history|timeline|forecast|inspect|metrics|notifications)/" },
      { path: "^lib/(sessions|render|lifecycle|sign-in)/" },
    ),
    rule(
      "failover-composes-what-it-judges-by",
      { path: "^lib/(failover|rolling)/" },
      {
        path: "^lib/(health|history|timeline|inspect|metrics|notifications|cache|rate-limits|sessions|render|sign-in)/",
      },
    ),
    rule(
      "render-stands-alone",
      { path: "^lib/render/" },
      { path: `^lib/(${DOMAINS.replace("|render", "")}|redis|store|web|browser)/` },
    ),
    rule(
      "sign-in-stands-apart",
      { path: "^lib/sign-in/" },
      { path: `^lib/(${DOMAINS.replace("|sign-in", "")}|redis)/` },
    ),
    rule("keys-know-no-domain", { path: "^lib/keys/" }, { path: `^lib/(${DOMAINS}|web|browser|store|audit)/` }),
    rule(
      "jobs-know-no-work",
      { path: "^lib/jobs/" },
      { path: `^lib/(${DOMAINS.replace("|jobs", "")}|redis|web|browser)/`, pathNot: "schema\\.ts$" },
      "What a job does comes from the domain that defines it.",
    ),
    rule("cli-is-not-the-web", { path: "^cli/" }, { path: "^(app|components|lib/(web|browser))/" }),
    rule(
      "nobody-imports-tools",
      { path: "^(app|components|lib|cli)/", pathNot: "\\.test\\.tsx?$|/test-[^/]+\\.ts$" },
      { path: "^tools/" },
    ),
    rule(
      "tests-are-not-imported",
      { path: "^(app|components|lib|cli)/", pathNot: "\\.test\\.tsx?$|/test-[^/]+\\.ts$" },
      { path: "(\\.test\\.tsx?$|/test-[^/]+\\.ts$)" },
    ),
    rule(
      "e2e-stands-outside",
      { path: "^e2e/" },
      { path: "^(app|components|lib)/", pathNot: "schema\\.ts$|^lib/roles\\.ts$" },
    ),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    includeOnly: "^(app|components|lib|cli|tools|e2e|proxy\\.ts|instrumentation|node_modules|child_process|node:)",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
