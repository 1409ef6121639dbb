import { Refusal } from "#lib/render/jinja/render-error.ts";

/** Browsers take digests only in a promise, and a template does not wait. */
export function takeDigest(_type: string, ..._parts: readonly Uint8Array[]): Uint8Array {
  throw new Refusal("A digest is taken, which the preview cannot do; the render command can.");
}
