import { Undecodable } from "./undecodable.ts";

/** What Ruby's Time#_dump writes: two words of four bytes with UTC's year, month, day and so on in their bits. */
export function rubyTime(data: Buffer): string {
  if (data.length < 8) throw new Undecodable("a time is too short");
  const date = data.readUInt32LE(0);
  const time = data.readUInt32LE(4);
  const ms = Date.UTC(
    1900 + ((date >>> 14) & 0xffff),
    (date >>> 10) & 0x0f,
    (date >>> 5) & 0x1f,
    date & 0x1f,
    time >>> 26,
    (time >>> 20) & 0x3f,
    (time & 0xfffff) / 1000,
  );
  if (!Number.isFinite(ms)) throw new Undecodable("a time is none");
  return new Date(ms).toISOString();
}
