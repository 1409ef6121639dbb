import { connect } from "node:net";
import { splitAddress } from "#lib/redis/address.ts";

const WITHIN_MS = 500;

/** Whether an instance answers a PING of somebody who has not signed in; null when it says neither yes nor no. */
export function probeOpenness(address: string): Promise<boolean | null> {
  const { host, port } = splitAddress(address);
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => socket.write("PING\r\n"));
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
