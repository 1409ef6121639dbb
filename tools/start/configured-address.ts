import { loadConfig } from "#lib/config/load-config.ts";

/** The address of a configuration and the port to listen on: its own where people come straight to it, else 3000. */
export function configuredAddress(configFile: string): { url: string; port: number } {
  const url = loadConfig(configFile).console.address;
  const { port, protocol } = new URL(url);
  return { url, port: protocol === "http:" && port !== "" ? Number(port) : 3000 };
}
