/** What PyYAML takes plain text for, by YAML 1.1; text that is none of these is a string. */
export type PlainType = "bool" | "float" | "int" | "merge" | "null" | "timestamp" | "value" | "yaml" | "str";

const SHAPES: readonly (readonly [PlainType, RegExp])[] = [
  ["bool", /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)\n?$/],
  [
    "float",
    /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\n?$/,
  ],
  [
    "int",
    /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)\n?$/,
  ],
  ["merge", /^<<\n?$/],
  ["null", /^(?:~|null|Null|NULL|)\n?$/],
  [
    "timestamp",
    /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)\n?$/,
  ],
  ["value", /^=\n?$/],
  ["yaml", /^[!&*]\n?$/],
];

export function plainType(text: string): PlainType {
  return SHAPES.find(([, shape]) => shape.test(text))?.[0] ?? "str";
}
