import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { clientOptions, type Login, type ReadSecret, type Tls } from "./client-options.ts";
import type { ClientKey } from "./client-pool.ts";
import type { Purpose } from "./deployment-connections.ts";
import { type OpenClient, openClient } from "./open-client.ts";
import { resolveHost } from "./resolve-host.ts";
import { timedOut, translateError } from "./translate-error.ts";
import { withDeadline } from "./with-deadline.ts";

const READY_WITHIN_MS = 2_000;
const SENTINEL_READY_WITHIN_MS = 1_000;
const COMMAND_MS = {
  read: 2_000,
  write: 2_000,
  job: 5_000,
  config: 2_000,
  configure: 5_000,
  failover: 2_000,
  canary: 2_000,
  restore: 5_000,
  sentinel: 1_000,
} as const;

const PURPOSES = [
  "read",
  "write",
  "job",
  "config",
  "configure",
  "failover",
  "canary",
  "restore",
] as const satisfies readonly Purpose[];
type ClientPurpose = Purpose | "sentinel";
const MAY_WRITE: readonly ClientPurpose[] = ["write", "job", "configure", "failover", "canary", "restore"];

/** Says which clients of a deployment there are, and opens them. */
export interface ClientOpener {
  key(address: string, db: number, purpose: ClientPurpose): ClientKey;
  open(key: ClientKey): Promise<OpenClient>;
}

export function createClientOpener(config: DeploymentConfig, readSecret: ReadSecret): ClientOpener {
  return {
    key: (address, db, purpose) => ({
      address,
      db,
      purpose,
      user: loginFor(config, purpose)?.username ?? "default",
      mayHaveWritten: MAY_WRITE.includes(purpose),
    }),
    async open(key) {
      const purpose = toPurpose(key.purpose);
      const deadline = Date.now() + (purpose === "sentinel" ? SENTINEL_READY_WITHIN_MS : READY_WITHIN_MS);
      let failure: unknown;
      for (const found of await resolve(key, deadline)) {
        const options = clientOptions({
          ...found,
          db: key.db,
          login: loginFor(config, purpose),
          tls: tlsFor(config, purpose),
          commandTimeoutMs: COMMAND_MS[purpose],
          readSecret,
        });
        try {
          return await openClient(key, options, deadline - Date.now());
        } catch (thrown) {
          failure = thrown;
          if (!isDomainError(thrown) || thrown.code !== "REDIS_UNREACHABLE") break;
        }
      }
      throw failure;
    },
  };
}

async function resolve({ address, user }: ClientKey, deadline: number): ReturnType<typeof resolveHost> {
  const circumstances = { where: address, user };
  try {
    return await withDeadline(deadline - Date.now(), resolveHost(address), () => timedOut(circumstances));
  } catch (thrown) {
    throw translateError(thrown, circumstances);
  }
}

function toPurpose(text: string): ClientPurpose {
  return PURPOSES.find((purpose) => purpose === text) ?? "sentinel";
}

function loginFor(config: DeploymentConfig, purpose: ClientPurpose): Login | undefined {
  if (purpose === "sentinel") return config.kind === "sentinel" ? config.sentinelUser : undefined;
  if (purpose === "read") return config.users.reader;
  if (purpose === "config") return config.users.configReader;
  if (purpose === "failover" || purpose === "canary")
    return config.users.failover ?? notConfigured("failovers", "users.failover");
  if (purpose === "configure")
    return config.users.configWriter ?? notConfigured("changes of configuration", "users.configWriter");
  if (purpose === "restore") return config.users.restorer ?? notConfigured("undo", "users.restorer");
  if (config.users.writer !== undefined) return config.users.writer;
  throw new DomainError("FORBIDDEN", "The deployment has no Redis user for changes, so it is read-only here.", {
    advice: "An operator can set users.writer of the deployment in the configuration.",
  });
}

function notConfigured(what: string, field: string): never {
  throw new DomainError("FORBIDDEN", `The deployment has no Redis user for ${what} in the console's configuration.`, {
    advice: `docs/redis-users.md has the line for Redis; an operator then sets ${field} of the deployment.`,
  });
}

function tlsFor(config: DeploymentConfig, purpose: ClientPurpose): Tls | undefined {
  if (purpose !== "sentinel") return config.tls;
  return config.kind === "sentinel" ? config.sentinelTls : undefined;
}
