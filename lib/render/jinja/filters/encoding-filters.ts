import { takeDigest } from "#lib/render/jinja/filters/take-digest.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { expectText, isText } from "#lib/render/jinja/values/expect.ts";
import { iterate, iterator } from "#lib/render/jinja/values/iterate.ts";
import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";

const escapeOnce = helper({ s: REQUIRED }, ({ s }) =>
  s instanceof MarkedText && s.mark === "markup" ? s : new MarkedText(escapeHtml(str(s)), "markup"),
);
const sha1 = helper({ data: REQUIRED }, ({ data }) => digest(str(data), "sha1"));

/** Filters that encode text or take its digest. */
export const ENCODING_FILTERS: HelperTable = new Map([
  ["escape", escapeOnce],
  ["e", escapeOnce],
  ["forceescape", helper({ value: REQUIRED }, ({ value }) => new MarkedText(escapeHtml(str(value)), "markup"))],
  ["urlencode", helper({ value: REQUIRED }, ({ value }) => urlEncode(value))],
  ["urldecode", helper({ string: REQUIRED }, ({ string }) => urlDecode(expectText(string)))],
  [
    "b64encode",
    helper({ string: REQUIRED, encoding: "utf-8" }, ({ string, encoding }) => encode64(str(string), encoding)),
  ],
  [
    "b64decode",
    helper({ string: REQUIRED, encoding: "utf-8" }, ({ string, encoding }) => decode64(str(string), encoding)),
  ],
  [
    "hash",
    helper({ data: REQUIRED, hashtype: "sha1" }, ({ data, hashtype }) => digest(str(data), expectText(hashtype))),
  ],
  ["md5", helper({ data: REQUIRED }, ({ data }) => digest(str(data), "md5"))],
  ["sha1", sha1],
  ["checksum", sha1],
  ["to_uuid", helper({ string: REQUIRED, namespace: null }, ({ string, namespace }) => uuid(str(string), namespace))],
]);

const HTML: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ["'", "&#39;"],
  ['"', "&#34;"],
]);

function escapeHtml(text: string): string {
  return text.replace(/[&<>'"]/g, (char) => HTML.get(char) ?? char);
}

function urlEncode(value: Value): string {
  if (isText(value) || iterator(value) === undefined) return percentEncoded(str(value), "/");
  const pairs = value instanceof Dict ? [...value.entries()] : [...iterate(value)].map((pair) => [...iterate(pair)]);
  return pairs
    .map(([key, item, ...more]) => {
      if (key === undefined || item === undefined || more.length > 0)
        throw new TemplateFailure("urlencode needs pairs.");
      return `${forQuery(key)}=${forQuery(item)}`;
    })
    .join("&");
}

function forQuery(value: Value): string {
  return percentEncoded(str(value), "").replaceAll("%20", "+");
}

function percentEncoded(text: string, safe: string): string {
  let out = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const char = String.fromCharCode(byte);
    out +=
      /[A-Za-z0-9_.~-]/.test(char) || safe.includes(char)
        ? char
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " ").replace(/%(?![0-9A-Fa-f]{2})/g, "%25"));
  } catch (cause) {
    if (cause instanceof URIError) throw new Refusal("An encoded address is not UTF-8.");
    throw cause;
  }
}

function expectUtf8(encoding: Value): void {
  if (!/^utf-?8$/i.test(expectText(encoding))) throw new Refusal("Text is encoded in something other than UTF-8.");
}

function encode64(text: string, encoding: Value): string {
  expectUtf8(encoding);
  return Buffer.from(text, "utf8").toString("base64");
}

function decode64(text: string, encoding: Value): string {
  expectUtf8(encoding);
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new Refusal("Text is not clean base64.");
  const bytes = Buffer.from(text, "base64");
  const decoded = bytes.toString("utf8");
  if (!Buffer.from(decoded, "utf8").equals(bytes)) throw new Refusal("Decoded base64 is not UTF-8.");
  return decoded;
}

const DIGESTS: ReadonlySet<string> = new Set(["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]);

function digest(text: string, type: string): string {
  if (!DIGESTS.has(type)) {
    if (/^(?:md5|sha|blake|shake|sm3|ripemd|whirlpool)/i.test(type))
      throw new Refusal("A digest of this kind is not supported.");
    throw new TemplateFailure("There is no digest of this kind.");
  }
  return Buffer.from(takeDigest(type, Buffer.from(text, "utf8"))).toString("hex");
}

const ANSIBLE_NAMESPACE = "361e6d51faec444a9079341386da8e2e";

/** A name-based UUID, version 5. */
function uuid(name: string, namespace: Value): string {
  if (namespace !== null) throw new Refusal("A UUID is made in a namespace of its own.");
  const hash = Buffer.from(takeDigest("sha1", Buffer.from(ANSIBLE_NAMESPACE, "hex"), Buffer.from(name, "utf8")));
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
