import { once } from "node:events";
import { connect } from "node:net";

/** As fast as a server can be asked from here: one socket, the next SCAN on its way with the last batch's UNLINK, no library. */
export async function rawFlush(port: number, pattern: string, count: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.setNoDelay(true);
  let pending: Buffer = Buffer.alloc(0);
  let wake = () => {};
  socket.on("data", (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    wake();
  });

  /** One SCAN reply, after so many integers of UNLINK. */
  async function read(integers: number): Promise<{ cursor: string; keys: Buffer[] }> {
    for (;;) {
      const reply = parse(pending, integers);
      if (reply !== undefined) {
        pending = pending.subarray(reply.end);
        return reply;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  let cursor = "0";
  let keys: Buffer[] = [];
  do {
    const integers = keys.length > 0 ? 1 : 0;
    const scan = command(["SCAN", cursor, "MATCH", pattern, "COUNT", String(count)].map((part) => Buffer.from(part)));
    socket.write(integers === 0 ? scan : Buffer.concat([command([Buffer.from("UNLINK"), ...keys]), scan]));
    ({ cursor, keys } = await read(integers));
  } while (cursor !== "0");
  if (keys.length > 0) {
    socket.write(command([Buffer.from("UNLINK"), ...keys]));
    while (!pending.includes("\r\n")) await once(socket, "data");
  }
  socket.destroy();
}

function command(parts: readonly Buffer[]): Buffer {
  const pieces = parts.flatMap((part) => [Buffer.from(`$${part.length}\r\n`), part, Buffer.from("\r\n")]);
  return Buffer.concat([Buffer.from(`*${parts.length}\r\n`), ...pieces]);
}

/** `:n` so often, then `*2`, a cursor, and an array of keys; undefined while some of it is missing. */
function parse(bytes: Buffer, integers: number): { cursor: string; keys: Buffer[]; end: number } | undefined {
  let at = 0;
  const line = (): string | undefined => {
    const end = bytes.indexOf("\r\n", at);
    if (end < 0) return undefined;
    const text = bytes.toString("latin1", at, end);
    at = end + 2;
    return text;
  };
  const bulk = (): Buffer | undefined => {
    const head = line();
    if (head === undefined) return undefined;
    const start = at;
    at += Number(head.slice(1)) + 2;
    return at > bytes.length ? undefined : bytes.subarray(start, at - 2);
  };
  for (let nth = 0; nth < integers; nth += 1) if (line() === undefined) return undefined;
  if (line() === undefined) return undefined;
  const cursor = bulk();
  const size = cursor === undefined ? undefined : line();
  if (cursor === undefined || size === undefined) return undefined;
  const keys: Buffer[] = [];
  for (let nth = 0; nth < Number(size.slice(1)); nth += 1) {
    const key = bulk();
    if (key === undefined) return undefined;
    // A copy: the buffer it lies in is thrown away.
    keys.push(Buffer.from(key));
  }
  return { cursor: cursor.toString(), keys, end: at };
}
