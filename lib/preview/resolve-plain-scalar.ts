import { FloatNumber } from "#lib/render/ansible/template-input.ts";
import { plainType } from "#lib/render/jinja/yaml/plain-type.ts";

/** What PyYAML, and so Ansible, makes of a word without quotes; undefined where that is a thing that is not supported here. */
export function resolvePlainScalar(text: string): null | boolean | bigint | FloatNumber | string | undefined {
  switch (plainType(text)) {
    case "null":
      return null;
    case "bool":
      return /^(?:yes|true|on)$/i.test(text);
    case "int":
      return readInteger(text.replaceAll("_", ""));
    case "float":
      return readFloat(text.replaceAll("_", "").toLowerCase());
    case "str":
      return text;
    // A date becomes an object in Python; the others are values of their own, or none.
    default:
      return undefined;
  }
}

function readInteger(text: string): bigint | undefined {
  const sign = text.startsWith("-") ? -1n : 1n;
  const digits = text.replace(/^[-+]/, "");
  if (digits === "0") return 0n;
  if (/^0b\d/.test(digits) || /^0x[0-9a-f]/i.test(digits)) return sign * BigInt(digits);
  if (digits.startsWith("0")) return /^0[0-7]+$/.test(digits) ? sign * BigInt(`0o${digits.slice(1)}`) : undefined;
  return sign * digits.split(":").reduce((sum, part) => sum * 60n + BigInt(part), 0n);
}

function readFloat(text: string): FloatNumber {
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.replace(/^[-+]/, "");
  if (digits === ".inf") return new FloatNumber(sign * Number.POSITIVE_INFINITY);
  if (digits === ".nan") return new FloatNumber(Number.NaN);
  return new FloatNumber(sign * digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0));
}
