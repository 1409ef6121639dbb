import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { DomainError } from "./errors.ts";

/** Lets the browser hold a reference to a secret (a session's key, say) without learning it. */
export interface Seal {
  /** Encrypts and authenticates; `purpose` must be the same to open it. */
  seal(purpose: string, plain: Uint8Array): string;
  /** Throws INVALID_INPUT unless this console sealed the text for this purpose. */
  open(purpose: string, sealed: string): Buffer;
  /** A short keyed fingerprint: equal inputs have equal tags, and nobody without the key can make one. */
  tag(purpose: string, plain: string | Uint8Array): string;
}

const NONCE_BYTES = 12;
const AUTH_TAG_BYTES = 16;

/** All keys come from the console's one secret by HKDF, one for each purpose. */
export function createSeal(secret: string): Seal {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync("sha256", secret, "redis-console", purpose, 32));
  return {
    seal(purpose, plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor(`seal:${purpose}`), nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const authTag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + AUTH_TAG_BYTES);
      if (authTag.length !== AUTH_TAG_BYTES) throw notOurs();
      const decipher = createDecipheriv("aes-256-gcm", keyFor(`seal:${purpose}`), nonce);
      decipher.setAuthTag(authTag);
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + AUTH_TAG_BYTES)), decipher.final()]);
      } catch (cause) {
        throw notOurs(cause);
      }
    },
    tag: (purpose, plain) =>
      createHmac("sha256", keyFor(`tag:${purpose}`))
        .update(plain)
        .digest("hex")
        .slice(0, 16),
  };
}

function notOurs(cause?: unknown): DomainError {
  return new DomainError("INVALID_INPUT", "The reference was not made by this console, or for something else.", {
    cause,
    advice: "Reload the page and select it again.",
  });
}
