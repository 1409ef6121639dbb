/** What Python's types have besides the methods that are written here. */
export const UNSUPPORTED_ATTRIBUTES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["str", new Set(["casefold", "encode", "format_map", "isidentifier", "isprintable", "maketrans", "translate"])],
  ["dict", new Set(["fromkeys"])],
  ["int", intAttributes()],
  ["bool", intAttributes()],
  ["float", new Set(["as_integer_ratio", "conjugate", "fromhex", "hex", "imag", "is_integer", "real"])],
  ["range", new Set(["count", "index", "start", "step", "stop"])],
  ["dict_keys", new Set(["isdisjoint"])],
  ["dict_items", new Set(["isdisjoint"])],
]);

function intAttributes(): ReadonlySet<string> {
  return new Set([
    "as_integer_ratio",
    "bit_count",
    "bit_length",
    "conjugate",
    "denominator",
    "from_bytes",
    "imag",
    "numerator",
    "real",
    "to_bytes",
  ]);
}
