import { readFileSync } from "node:fs";
import type { RedisOptions } from "ioredis";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { SecretRef } from "#lib/config/secret-ref.ts";
import type { Address } from "./address.ts";

export type ReadSecret = (ref: SecretRef) => string;

/** Replies keep the driver's usual shapes. */
export type ClientOptions = Omit<RedisOptions, "replyMapping">;

export type Login = DeploymentConfig["users"]["reader"];
export type Tls = NonNullable<DeploymentConfig["tls"]>;

interface ClientNeeds extends Address {
  /** What the certificate must carry unless the configuration names something else. */
  serverName?: string;
  db: number;
  login: Login | undefined;
  tls: Tls | undefined;
  commandTimeoutMs: number;
  readSecret: ReadSecret;
}

/** The one place where options of a client are chosen. */
export function clientOptions(needs: ClientNeeds): ClientOptions {
  const { host, port, db, login, tls, commandTimeoutMs, readSecret } = needs;
  const password = login?.password === undefined ? undefined : readSecret(login.password);
  return {
    host,
    port,
    db,
    connectionName: "redis-console",
    ...(login === undefined || isPlainDefault(login) ? {} : { username: login.username, password: password ?? "" }),
    ...(tls === undefined ? {} : { tls: tlsOptions(tls, needs.serverName) }),
    connectTimeout: 2_000,
    // A connection to a hung server would otherwise close only after its long default.
    disconnectTimeout: 200,
    // A server that hangs answers nothing; this also says that the outcome is unknown.
    commandTimeout: commandTimeoutMs,
    // With any retry a command whose reply was lost runs twice.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // A command waits for no connection: what was not sent can be said to have not run.
    enableOfflineQueue: false,
    // It would wait for a server that loads its data; who asks should be told that it loads.
    enableReadyCheck: false,
    lazyConnect: true,
    // CLIENT SETINFO came with 7.2; before, it would only be an error.
    disableClientInfo: true,
    // Who asks for a client decides whether to connect anew: a client never wanders to another server.
    retryStrategy: null,
    reconnectOnError: null,
  };
}

/** Whoever does not sign in is the default user. */
function isPlainDefault({ username, password }: Login): boolean {
  return username === "default" && password === undefined;
}

export function tlsOptions(
  { ca, cert, key, serverName }: Tls,
  hostName: string | undefined,
): NonNullable<RedisOptions["tls"]> {
  const servername = serverName ?? hostName;
  return {
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
    ...(cert === undefined ? {} : { cert: readFileSync(cert) }),
    ...(key === undefined ? {} : { key: readFileSync(key) }),
    ...(servername === undefined ? {} : { servername }),
  };
}
