export interface Flag {
  /** What follows it; a flag without one stands alone. */
  readonly value?: string;
  readonly isRepeatable?: boolean;
  readonly help: string;
}

/** Every flag there is, in the order in which the help shows them. */
export const FLAGS = {
  host: { value: "HOST", help: "The Redis instance (localhost)." },
  port: { value: "PORT", help: "Its port (6379)." },
  user: { value: "NAME", help: "Its ACL user (default)." },
  password: { value: "PASSWORD", help: "The user's password; REDISCLI_AUTH, REDIS_PASSWORD or a file are safer." },
  "password-file": { value: "FILE", help: "A file that holds the password." },
  "sentinel-host": { value: "HOST", help: "The Sentinel; needed for the Sentinel checks." },
  "sentinel-port": { value: "PORT", help: "Its port (26379)." },
  "sentinel-master-name": {
    value: "NAME",
    help: "What the Sentinel calls the master; needed for the Sentinel checks.",
  },
  "sentinel-user": { value: "NAME", help: "The Sentinel's ACL user (default)." },
  "sentinel-password": { value: "PASSWORD", help: "The Sentinel's password; SENTINEL_PASSWORD or a file are safer." },
  "sentinel-password-file": { value: "FILE", help: "A file that holds the Sentinel's password." },
  "output-format": { value: "FORMAT", help: "json or nagios (json)." },
  "check-type": {
    value: "TYPE",
    help: "instance, replication, sentinel-master, sentinel-slaves, all-instance or all-sentinel (instance).",
  },
  warning: { value: "NAME=VALUE", isRepeatable: true, help: "Another limit for a warning; may be repeated." },
  critical: { value: "NAME=VALUE", isRepeatable: true, help: "Another limit for critical; may be repeated." },
  "expected-replicas": { value: "COUNT", help: "How many replicas there should be." },
  "expected-sentinels": { value: "COUNT", help: "How many Sentinels there should be." },
  "allowed-address": {
    value: "ADDRESS",
    isRepeatable: true,
    help: "Where instances may be that Redis or the Sentinel names: host, host:port or CIDR block; may be repeated.",
  },
  tls: { help: "Speak TLS with Redis." },
  "sentinel-tls": { help: "Speak TLS with the Sentinel." },
  cacert: { value: "FILE", help: "The certificates to trust, PEM." },
  cert: { value: "FILE", help: "The client certificate, PEM." },
  key: { value: "FILE", help: "The client key, PEM." },
  sni: { value: "NAME", help: "The name that the server's certificate must carry." },
  deployment: { value: "NAME", help: "Makes all checks of a deployment of the console's configuration file." },
  config: { value: "FILE", help: "That file (CONSOLE_CONFIG, or console.config.yaml)." },
  timeout: { value: "SECONDS", help: "Ends within this time, whatever is known by then (10)." },
  interval: { value: "SECONDS", help: "Time between the two looks that rates are judged by; 0 judges none (1)." },
  help: { help: "Prints this." },
  version: { help: "Prints the version." },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;

export function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}
