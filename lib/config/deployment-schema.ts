import { z } from "zod";
import { Keyspace } from "./keyspace-schema.ts";
import { SecretRef } from "./secret-ref.ts";

const host = z.string().regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)$/, "must be a host name or an address");

/** host:port, an IPv6 address in brackets. */
export const Address = z
  .string()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):\d{1,5}$/, "must be host:port, an IPv6 address in brackets")
  .refine((text) => Number(text.slice(text.lastIndexOf(":") + 1)) <= 65_535, "must have a port up to 65535");

const Login = z.strictObject({
  username: z.string().min(1).default("default").describe("The ACL user."),
  password: SecretRef.optional().describe("The password, if one is asked for."),
});

const Tls = z.strictObject({
  ca: z.string().min(1).optional().describe("File with the certificates to trust, PEM."),
  cert: z.string().min(1).optional().describe("File with the client certificate, PEM."),
  key: z.string().min(1).optional().describe("File with the client key, PEM."),
  serverName: z.string().min(1).optional().describe("Name that the server's certificate must carry."),
});

/** Travels as one word of a command line on the other host. */
const PLAIN_PATH = /^\/[A-Za-z0-9_./:@+=,-]+$/;

const Ssh = z.strictObject({
  host: host.optional().describe("The host to sign in to; the instance's own unless given."),
  port: z.int().min(1).max(65_535).default(22).describe("Port of its ssh server."),
  user: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/, "must be a user name of the host")
    .describe("Who to sign in as."),
  keyFile: z
    .string()
    .min(1)
    .describe("File with the private key, without a passphrase, readable by the console alone."),
  knownHostsFile: z.string().min(1).describe("File with the host's own keys; a host that is not in it is refused."),
});
export type Ssh = z.output<typeof Ssh>;

const ManagedProcess = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be lower-case letters, digits and dashes")
    .describe("What people call the process."),
  kind: z.enum(["redis", "sentinel"]).describe("What runs there."),
  host: host.describe("Where it listens."),
  port: z.int().min(1).max(65_535).describe("Its port."),
  configFile: z.string().startsWith("/", "must be an absolute path").describe("Its configuration file."),
  pidFile: z
    .string()
    .startsWith("/", "must be an absolute path")
    .describe("The file that it writes its process id to."),
  user: Login.optional().describe("Who the lifecycle script signs in as."),
  ssh: Ssh.optional().describe("Present: the scripts of that host are run through ssh; else those of this one."),
});

export const ManagedInstance = ManagedProcess.refine(
  ({ ssh, configFile, pidFile }) => ssh === undefined || [configFile, pidFile].every((path) => PLAIN_PATH.test(path)),
  { message: "must have paths of letters, digits and _ . / : @ + = , - when it is reached through ssh", path: ["ssh"] },
);
export type ManagedInstance = z.output<typeof ManagedInstance>;

export const Thresholds = z.strictObject({
  lagBytes: above(1_048_576, 10_485_760).describe("Replication lag in bytes."),
  lagSeconds: above(5, 30).describe("How many seconds a replica is behind the master."),
  memoryRatio: above(0.8, 0.95, 1).describe(
    "Used memory as a share of maxmemory, and resident memory as one of the host's.",
  ),
  clientsRatio: above(0.8, 0.95, 1).describe("Connected clients as a share of maxclients."),
  fragmentationRatio: above(1.5, 2.5).describe(
    "Resident memory over used memory, once it is large enough to mean anything.",
  ),
  hitRate: below(0.8, 0.5, 1).describe("Share of look-ups that found a key; judged over an interval."),
  evictedKeys: above(1, 1_000_000).describe(
    "Keys evicted in a minute. A cache that is meant to be full evicts all the time: give it larger limits.",
  ),
  rejectedConnections: above(1, 1).describe("Connections refused in a minute because maxclients was reached."),
  forkMs: above(200, 1_000).describe(
    "Time of the last fork for a save or a synchronisation; it answers nobody meanwhile.",
  ),
  pingMs: above(50, 500).describe("Time of a PING."),
  saveAgeSeconds: above(7_200, 86_400).describe("Age of the last RDB save while there are changes to save."),
});
export type Thresholds = z.output<typeof Thresholds>;

/** A pair of limits that is bad to reach from below. */
function above(warning: number, critical: number, most = Number.MAX_SAFE_INTEGER) {
  return pair(warning, critical, most)
    .refine(
      (limits) => limits.warning <= limits.critical,
      "must have a warning that comes before critical, so is not larger",
    )
    .prefault({});
}

/** A pair of limits that is bad to fall below. */
function below(warning: number, critical: number, most: number) {
  return pair(warning, critical, most)
    .refine(
      (limits) => limits.warning >= limits.critical,
      "must have a warning that comes before critical, so is not smaller",
    )
    .prefault({});
}

function pair(warning: number, critical: number, most: number) {
  const limit = z.number().min(0).max(most);
  return z.strictObject({ warning: limit.default(warning), critical: limit.default(critical) });
}

const common = {
  label: z.string().min(1).max(60).describe("What people read in the deployment switcher."),
  environment: z
    .strictObject({
      name: z.string().min(1).max(24).describe("Such as staging or production."),
      colour: z.enum(["green", "blue", "amber", "red", "grey"]).describe("Of the band on every page."),
      production: z.boolean().describe("true: dialogs ask for more before anything is changed."),
    })
    .describe("Production is unmistakable on every page and in every dialog."),
  users: z
    .strictObject({
      reader: Login.describe("The Redis ACL user for everything that only reads."),
      writer: Login.optional().describe("The Redis ACL user for changes; without it the deployment is read-only."),
      configReader: Login.optional().describe(
        "The Redis ACL user that may run CONFIG GET and nothing else; without it configuration is neither judged nor compared.",
      ),
      configWriter: Login.optional().describe(
        "The Redis ACL user that may run CONFIG SET and CONFIG REWRITE; without it no configuration is applied to running instances.",
      ),
      restorer: Login.optional().describe(
        "The Redis ACL user that may DUMP and RESTORE keys of caches and rate limits; without it a deletion cannot be undone.",
      ),
      failover: Login.optional().describe(
        "The Redis ACL user that may pause writes and make an old master a replica; without it there is no safe failover.",
      ),
    })
    .describe("The console's own users in Redis."),
  tls: Tls.optional().describe("Present: every connection to Redis is encrypted and verified."),
  logicalDatabases: z
    .strictObject({
      sessions: z.int().min(0).default(0).describe("Database of session keyspaces that name none."),
      cache: z.int().min(0).default(1).describe("Database of cache keyspaces that name none."),
      pubsub: z.int().min(0).default(2).describe("Database to publish from."),
      rateLimits: z.int().min(0).default(3).describe("Database of rate-limit keyspaces that name none."),
    })
    .prefault({}),
  allowedAddresses: z
    .array(z.string().min(1))
    .optional()
    .describe(
      "Hosts, host:port pairs or CIDR blocks that Redis instances may have. A Sentinel that names another is not believed.",
    ),
  expectedReplicas: z.int().min(0).optional().describe("How many replicas there should be."),
  keyspaces: z.array(Keyspace).default([]).describe("Classes of keys; what none of them matches is never touched."),
  instances: z.array(ManagedInstance).default([]).describe("Processes that the console may start and stop."),
  configuration: z
    .strictObject({
      folder: z
        .string()
        .min(1)
        .optional()
        .describe(
          "Folder of variables files for the templates: NAME.yml is an environment, NAME/INSTANCE.yml what one instance has of its own. The samples in templates/environments are shown beside them.",
        ),
      environment: z
        .string()
        .min(1)
        .optional()
        .describe("Which of the environments this deployment is deployed from; drift is measured against it."),
      secrets: z
        .record(z.string().regex(/^[A-Z][A-Z0-9_]{0,80}$/, "must be the name of a template variable"), SecretRef)
        .default({})
        .describe(
          "Secrets that Ansible takes from its vault, by variable: only compared with what instances have, by fingerprint.",
        ),
    })
    .prefault({})
    .describe("Where the variables of the configuration files live."),
  thresholds: Thresholds.prefault({}),
  pollMs: z.int().min(250).max(60_000).default(1000).describe("How often the one poller looks at the deployment."),
};

const StandaloneDeployment = z.strictObject({
  ...common,
  kind: z.literal("standalone"),
  address: Address.describe("host:port of the one instance."),
});

const SentinelDeployment = z.strictObject({
  ...common,
  kind: z.literal("sentinel"),
  masterName: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, "must be letters, digits, dots, dashes and underscores")
    .describe("What the Sentinels call the master."),
  sentinels: z.array(Address).min(1).describe("host:port of each Sentinel."),
  sentinelUser: Login.optional().describe("The ACL user, or only the password, that the Sentinels ask for."),
  sentinelTls: Tls.optional(),
  expectedSentinels: z.int().min(1).optional().describe("How many Sentinels there should be."),
});

export const DeploymentConfig = z.discriminatedUnion("kind", [StandaloneDeployment, SentinelDeployment]);
export type DeploymentConfig = z.output<typeof DeploymentConfig>;
