import type { Redis } from "ioredis";
import * as dataHandlerModule from "ioredis/built/DataHandler.js";

let isContained = false;

/**
 * The driver throws again, where nobody can catch it, whatever it throws while it handles a reply: a reply that nobody
 * asked for would end the process. It becomes an error of the client instead.
 */
export function containDriverFaults(): void {
  if (isContained) return;
  const prototype = prototypeIn(dataHandlerModule);
  if (prototype === undefined || typeof Reflect.get(prototype, "dispatch") !== "function") {
    throw new TypeError(
      "This version of ioredis handles replies in another way, and its faults would not be contained.",
    );
  }
  Object.defineProperty(prototype, "dispatch", {
    value(this: { redis: Redis }, handle: () => void) {
      try {
        handle();
      } catch (fault) {
        this.redis.emit("error", new Error("The reply is not Redis' protocol.", { cause: fault }));
      }
    },
  });
  isContained = true;
}

/** Node and bundlers wrap the default export of a CommonJS file differently often. */
function prototypeIn(module: unknown): object | undefined {
  let found = module;
  while (typeof found === "object" && found !== null && "default" in found) found = found.default;
  const prototype: unknown = typeof found === "function" ? found.prototype : undefined;
  return typeof prototype === "object" && prototype !== null ? prototype : undefined;
}
