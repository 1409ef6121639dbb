import { connect } from "node:net";
import { splitAddress } from "./address.ts";

const WITHIN_MS = 300;

/** Connects without a word and listens whether the server sends its farewell. */
export function isAtMaxclients(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(splitAddress(address));
    let heard = "";
    const end = () => {
      socket.destroy();
      resolve(heard.includes("max number of clients"));
    };
    socket.setTimeout(WITHIN_MS, end);
    socket.on("data", (bytes) => {
      heard += bytes.subarray(0, 200).toString("latin1");
      end();
    });
    socket.on("error", end);
    socket.on("close", end);
  });
}
