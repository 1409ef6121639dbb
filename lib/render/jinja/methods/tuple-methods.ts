import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { same } from "#lib/render/jinja/values/compare.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import type { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { type Method, positionalMethod } from "./method.ts";

export const TUPLE_METHODS: ReadonlyMap<string, Method<Tuple>> = new Map<string, Method<Tuple>>([
  [
    "count",
    positionalMethod({ item: REQUIRED }, (self, { item }) =>
      BigInt(self.items.filter((other) => same(other, item)).length),
    ),
  ],
  [
    "index",
    positionalMethod({ item: REQUIRED }, (self, { item }) => {
      const index = self.items.findIndex((other) => same(other, item));
      if (index < 0) throw new TemplateFailure("The tuple does not hold this item.");
      return BigInt(index);
    }),
  ],
]);
