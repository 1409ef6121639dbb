import { readFileSync } from "node:fs";
import type { RedisOptions } from "ioredis";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { SecretRef } from "#lib/config/secret-ref.ts";
import { splitAddress } from "./address.ts";

export type ReadSecret = (ref: SecretRef) => string;

const CONNECT_TIMEOUT_MS = 2_000;
const COMMAND_TIMEOUT_MS = 2_000;
const JOB_COMMAND_TIMEOUT_MS = 5_000;
const LONGEST_RETRY_MS = 1_000;

type Login = DeploymentConfig["users"]["reader"];
type Tls = NonNullable<DeploymentConfig["tls"]>;

/** Replies keep the driver's usual shapes. */
export type ClientOptions = Omit<RedisOptions, "replyMapping">;

interface ClientNeeds {
  address: string;
  db: number;
  login: Login | undefined;
  tls: Tls | undefined;
  isJob?: boolean;
  readSecret: ReadSecret;
}

/** The one place where options of a client are chosen. */
export function clientOptions({ address, db, login, tls, isJob, readSecret }: ClientNeeds): ClientOptions {
  const { host, port } = splitAddress(address);
  const password = login?.password === undefined ? undefined : readSecret(login.password);
  return {
    host,
    port,
    db,
    connectionName: "redis-console",
    ...(login === undefined || login.username === "default" ? {} : { username: login.username }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls: tlsOptions(tls) }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    // A new connection to a hung server would otherwise close only after its long default.
    disconnectTimeout: 500,
    commandTimeout: isJob ? JOB_COMMAND_TIMEOUT_MS : COMMAND_TIMEOUT_MS,
    // With any retry a command whose reply was lost runs twice.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    enableOfflineQueue: false,
    enableReadyCheck: true,
    lazyConnect: true,
    // CLIENT SETINFO came with 7.2; before, it would only be an error.
    disableClientInfo: true,
    // Who asks for a client decides whether to connect anew: a client never wanders to another server.
    retryStrategy: null,
    reconnectOnError: null,
  };
}

function tlsOptions({ ca, cert, key, serverName }: Tls): NonNullable<RedisOptions["tls"]> {
  return {
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
    ...(cert === undefined ? {} : { cert: readFileSync(cert) }),
    ...(key === undefined ? {} : { key: readFileSync(key) }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}
