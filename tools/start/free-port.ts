import { createServer } from "node:net";

const TRIES = 50;

/** The first free port on loopback from the wanted one upwards. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port++) if (await isFree(port)) return port;
  throw new Error(
    `No port from ${wanted} to ${wanted + TRIES - 1} is free on 127.0.0.1. Choose another: npm start -- --port N`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
