import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's second choice of scrypt figures: 32 MB and about a third of a second on a small machine. */
const LOG_N = 15;
const R = 8;
const P = 3;
const KEY_BYTES = 32;
const MAX_MEMORY_BYTES = 128 * 1024 * 1024;
const PATTERN = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{16,})\$([A-Za-z0-9+/]{40,})$/;

/** A hash that no password has, for names that nobody has: both take the same time. */
export const NOBODYS_HASH = encode(Buffer.alloc(16), Buffer.alloc(KEY_BYTES));

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return encode(salt, await derive(password, salt, { logN: LOG_N, r: R, p: P }));
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, logN, r, p, salt, key] = PATTERN.exec(hash) ?? [];
  if (salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"), {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, salt: Buffer, cost: { logN: number; r: number; p: number }): Promise<Buffer> {
  const options = { N: 2 ** cost.logN, r: cost.r, p: cost.p, maxmem: MAX_MEMORY_BYTES };
  return new Promise((resolve, reject) => {
    // Keyboards differ in how they write one and the same accented letter.
    scrypt(password.normalize("NFC"), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function encode(salt: Buffer, key: Buffer): string {
  const [saltText, keyText] = [salt, key].map((bytes) => bytes.toString("base64").replace(/=+$/, ""));
  return `$scrypt$ln=${LOG_N},r=${R},p=${P}$${saltText}$${keyText}`;
}
