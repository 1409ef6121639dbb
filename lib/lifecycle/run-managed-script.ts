import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { readSecret } from "#lib/config/read-secret.ts";
import { runScript, type ScriptOutcome, type ScriptRun } from "./run-script.ts";

type Order = Pick<ScriptRun, "action" | "timeoutMs"> & {
  onOutput?: ScriptRun["onOutput"] | undefined;
  signal?: AbortSignal | undefined;
};

/** Runs the script of a managed process where it lives, as the user that the configuration names. */
export function runManagedScript(instance: ManagedInstance, order: Order): Promise<ScriptOutcome> {
  const { kind, configFile, pidFile, port, user, ssh, host } = instance;
  const { onOutput, signal, ...rest } = order;
  const password = user?.password === undefined ? undefined : readSecret(user.password);
  return runScript({
    ...rest,
    script: kind === "redis" ? "manage_redis_server.sh" : "manage_sentinel.sh",
    configFile,
    pidFile,
    port,
    // The script finds out itself who may shut down where the default user may not.
    ...(user === undefined || user.username === "default" ? {} : { user: user.username }),
    ...(password === undefined ? {} : { password }),
    ...(ssh === undefined ? {} : { ssh: { ...ssh, host: ssh.host ?? host } }),
    ...(onOutput === undefined ? {} : { onOutput }),
    ...(signal === undefined ? {} : { signal }),
  });
}
