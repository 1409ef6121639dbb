import { CLASS, type DecodedMap, keyText, setMember } from "./decoded-value.ts";

const BOXES = new Set(
  ["Integer", "Long", "Boolean", "Short", "Byte", "Double", "Float", "Character"].map((name) => `java.lang.${name}`),
);
const MAPS = /^java\.util\.(HashMap|LinkedHashMap|Hashtable|TreeMap|concurrent\.ConcurrentHashMap)$/;
const LISTS = /^java\.util\.(ArrayList|LinkedList|HashSet|LinkedHashSet|TreeSet|Vector|ArrayDeque)$/;

/** Numbers, maps, lists and dates of Java as what they stand for; any other object as the map of its fields. */
export function plainJava(map: DecodedMap, own: readonly unknown[]): unknown {
  // A field may have that name too, and hold whatever its writer liked.
  const name = keyText(map[CLASS]);
  if (BOXES.has(name)) return map.value ?? null;
  // How large a collection is, and how full, comes first as a block of bytes.
  const items = own.filter((part, index) => index > 0 || !Buffer.isBuffer(part));
  if (MAPS.test(name)) return pairs(items);
  if (LISTS.test(name)) return items;
  const [block] = own;
  if (name === "java.util.Date" && Buffer.isBuffer(block) && block.length === 8) {
    const date = new Date(Number(block.readBigInt64BE(0)));
    return Number.isNaN(date.getTime()) ? map : date.toISOString();
  }
  if (own.length > 0) setMember(map, "own", own);
  return map;
}

function pairs(flat: readonly unknown[]): DecodedMap {
  const map: DecodedMap = {};
  for (let nth = 0; nth + 1 < flat.length; nth += 2) setMember(map, keyText(flat[nth]), flat[nth + 1]);
  return map;
}
