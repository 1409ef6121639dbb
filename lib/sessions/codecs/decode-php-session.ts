import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { PhpReader } from "./decode-php.ts";
import { type DecodedMap, setMember } from "./decoded-value.ts";
import { Undecodable } from "./undecodable.ts";

const BAR = 0x7c;
const LONGEST_NAME = 1024;

/** What PHP's own session handler writes: name|value, one after the other. */
export function decodePhpSession(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const php = new PhpReader(new ByteReader(bytes), budget);
  const { reader } = php;
  const session: DecodedMap = {};
  while (reader.left > 0) {
    const name = reader.takeUntil(BAR);
    if (name.length === 0 || name.length > LONGEST_NAME)
      throw new Undecodable(`there is no name before byte ${reader.at}`);
    // One that was unset has its name alone.
    if (name[0] === 0x21) setMember(session, name.toString("utf8", 1), null);
    else setMember(session, name.toString("utf8"), php.read());
  }
  return php.finish(session);
}
