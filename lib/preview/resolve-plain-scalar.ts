import { FloatNumber } from "#lib/render/ansible/template-input.ts";

const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;
const INTEGER =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt]|[ \t]+\d)/;

/** What PyYAML, and so Ansible, makes of a word without quotes; undefined where that is a thing that is not supported here. */
export function resolvePlainScalar(text: string): null | boolean | bigint | FloatNumber | string | undefined {
  if (NULL.test(text)) return null;
  if (BOOLEAN.test(text)) return /^(?:yes|true|on)$/i.test(text);
  if (INTEGER.test(text)) return readInteger(text.replaceAll("_", ""));
  if (FLOAT.test(text)) return readFloat(text.replaceAll("_", "").toLowerCase());
  // A date becomes an object in Python; "=" a value of its own.
  return DATE.test(text) || text === "=" ? undefined : text;
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
