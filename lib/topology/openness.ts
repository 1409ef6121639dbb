import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { probeOpenness } from "./probe-openness.ts";

const AGAIN_AFTER_MS = 300_000;

/** Remembers of each instance whether it lets anybody in, and tries again now and then. */
export interface Openness {
  of(address: string): boolean | null;
  /** Tries it unless that was done lately. */
  refresh(address: string): void;
}

export function createOpenness({ users, tls }: DeploymentConfig, now: () => number): Openness {
  const known = new Map<string, { at: number; isOpen: boolean | null }>();
  const { username, password } = users.reader;
  // Then the console itself comes in without a password; over TLS perhaps by its certificate.
  const isSurelyOpen = username === "default" && password === undefined && tls === undefined;
  return {
    of: (address) => known.get(address)?.isOpen ?? null,
    refresh(address) {
      const before = known.get(address);
      if (before !== undefined && now() - before.at < AGAIN_AFTER_MS) return;
      const note = (isOpen: boolean | null) => known.set(address, { at: now(), isOpen });
      note(before?.isOpen ?? (isSurelyOpen ? true : null));
      // Where its certificates cannot be read, the look at the instance says so.
      const untold = () => note(null);
      if (!isSurelyOpen) void probeOpenness(address, tls).then(note, untold);
    },
  };
}
