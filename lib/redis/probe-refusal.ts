import { connect } from "node:net";
import type { Address } from "./address.ts";

const WITHIN_MS = 300;
const LONGEST_LINE = 200;

/**
 * Connects without a word and listens: a server at maxclients or in protected mode says so and hangs up,
 * and the driver passes on only that the connection has closed.
 */
export function probeRefusal(to: Address): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: to.host, port: to.port });
    let heard = "";
    const end = () => {
      socket.destroy();
      const line = /^-((?:ERR max number of clients|DENIED)[^\r\n]*)/.exec(heard)?.[1];
      resolve(line === undefined ? undefined : new Error(line));
    };
    const timer = setTimeout(end, WITHIN_MS);
    socket.on("data", (bytes) => {
      heard += bytes.subarray(0, LONGEST_LINE).toString("latin1");
      if (heard.includes("\n") || heard.length >= LONGEST_LINE) end();
    });
    socket.once("error", end);
    socket.once("close", () => {
      clearTimeout(timer);
      end();
    });
  });
}
