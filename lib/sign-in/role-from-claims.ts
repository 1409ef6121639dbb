import type { ConsoleConfig } from "#lib/config/schema.ts";
import { ROLES, type Role } from "#lib/roles.ts";

type Oidc = NonNullable<ConsoleConfig["console"]["oidc"]>;

/** The role that a person's claims give, of several the last in the order of `ROLES`; undefined lets nobody in. */
export function roleFromClaims(oidc: Pick<Oidc, "roleClaim" | "roles">, claims: unknown): Role | undefined {
  const groups = new Set(valuesOf(claimAt(claims, oidc.roleClaim)));
  return ROLES.findLast((role) => oidc.roles[role]?.some((group) => groups.has(group)));
}

/** A whole name wins over a dotted path: some providers name their claims by address. */
function claimAt(claims: unknown, name: string): unknown {
  const whole = member(claims, name);
  if (whole !== undefined) return whole;
  let value = claims;
  for (const part of name.split(".")) value = member(value, part);
  return value;
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function valuesOf(claim: unknown): string[] {
  if (typeof claim === "string") return [claim];
  return Array.isArray(claim) ? claim.filter((entry) => typeof entry === "string") : [];
}
