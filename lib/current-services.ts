import { DomainError } from "./errors.ts";
import type { Services } from "./services.ts";

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.services");

interface Slot {
  [SLOT]?: Services | undefined;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

/** The services of this process, which the start has made. */
export function currentServices(): Services {
  const services = slot[SLOT];
  if (services === undefined) throw new DomainError("INTERNAL", "The console has not finished starting.");
  return services;
}

export function setServices(services: Services | undefined): void {
  slot[SLOT] = services;
}
