import { connect as connectPlainly, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { splitAddress } from "#lib/redis/address.ts";
import { type Tls, tlsOptions } from "#lib/redis/client-options.ts";

const WITHIN_MS = 500;

/** Whether an instance answers a PING of somebody who has not signed in; null when it says neither yes nor no. */
export function probeOpenness(address: string, tls?: Tls): Promise<boolean | null> {
  const { host, port } = splitAddress(address);
  return new Promise((resolve) => {
    const socket = open(host, port, tls, () => socket.write("PING\r\n"));
    let heard = "";
    const end = (answer: boolean | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), WITHIN_MS);
    socket.on("data", (bytes) => {
      heard += bytes.subarray(0, 100).toString("latin1");
      if (!heard.includes("\n")) return;
      end(heard.startsWith("+PONG") ? true : /^-(NOAUTH|NOPERM|DENIED)/.test(heard) ? false : null);
    });
    socket.once("error", () => end(null));
    socket.once("close", () => end(null));
  });
}

/** Over TLS without the console's certificate: with it the console would not be anybody. */
function open(host: string, port: number, tls: Tls | undefined, onOpen: () => void): Socket {
  if (tls === undefined) return connectPlainly({ host, port }, onOpen);
  const { cert: _, key: __, ...trust } = tls;
  return connectSecurely({ host, port, ...tlsOptions(trust, undefined) }, onOpen);
}
