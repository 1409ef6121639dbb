import { createSentinel } from "redis";

export interface SampleAppSettings {
  masterName: string;
  sentinels: { host: string; port: number }[];
  sentinelPassword: string;
  username: string;
  password: string;
}

/** The application's own client for one logical database; it finds the master through the Sentinels, as production would. */
export async function connectClient(settings: SampleAppSettings, database: number) {
  const client = createSentinel({
    name: settings.masterName,
    sentinelRootNodes: settings.sentinels,
    sentinelClientOptions: { password: settings.sentinelPassword },
    nodeClientOptions: { username: settings.username, password: settings.password, database },
    maxCommandRediscovers: 60,
    scanInterval: 2_000,
  });
  client.on("error", (error: Error) => console.error(`sample app: ${error.message}`));
  await client.connect();
  return client;
}

export type Client = Awaited<ReturnType<typeof connectClient>>;
