import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { expectIndex, isText } from "#lib/render/jinja/values/expect.ts";
import { isSequence, iterate, iterator } from "#lib/render/jinja/values/iterate.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { isInteger } from "#lib/render/jinja/values/number.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { truth } from "#lib/render/jinja/values/truth.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";
import { PythonRandom } from "./python-random.ts";

/** Only with a seed is what Ansible draws known. */
export const RANDOM_FILTERS: HelperTable = new Map([
  [
    "random",
    helper({ end: REQUIRED, start: null, step: null, seed: null }, ({ end, start, step, seed }) => {
      const random = seeded(seed);
      if (isInteger(end)) return draw(random, BigInt(end), start, step);
      if (truth(start ?? false) || truth(step ?? false))
        throw new TemplateFailure("random takes start and step for a number only.");
      if (!isText(end) && !isSequence(end)) throw new Refusal("Something other than text or a list is chosen from.");
      const items = [...iterate(end)];
      const chosen = items[Number(random.below(BigInt(items.length)))];
      if (chosen === undefined) throw new TemplateFailure("random chooses from nothing.");
      return chosen;
    }),
  ],
  [
    "shuffle",
    helper({ mylist: REQUIRED, seed: null }, ({ mylist, seed }) => {
      const random = seeded(seed);
      // Ansible hands back unchanged what it cannot shuffle.
      if (mylist instanceof Undefined || iterator(mylist) === undefined) return mylist;
      const items = [...iterate(mylist)];
      for (let index = items.length - 1; index > 0; index -= 1) {
        const other = Number(random.below(BigInt(index + 1)));
        [items[index], items[other]] = [items[other] ?? null, items[index] ?? null];
      }
      return items;
    }),
  ],
]);

function seeded(seed: Value): PythonRandom {
  const text = unmarked(seed);
  if (typeof text !== "string" || text === "")
    throw new Refusal("Something is drawn at random without a text for its seed.");
  return new PythonRandom(text);
}

function draw(random: PythonRandom, end: bigint, start: Value, step: Value): Value {
  const from = start === null || !truth(start) ? 0n : BigInt(expectIndex(start));
  const stride = step === null || !truth(step) ? 1n : BigInt(expectIndex(step));
  if (stride < 1n) throw new Refusal("random counts down.");
  const choices = (end - from + stride - 1n) / stride;
  if (end <= from) throw new TemplateFailure("random draws from an empty range.");
  return from + random.below(choices) * stride;
}
