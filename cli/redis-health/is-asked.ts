import type { Section } from "./check-types.ts";
import type { Plan } from "./plan.ts";

/** Whether a section tells of the instance: of one instance asked for, only its replication tells of others. */
export function isAsked(address: string, section: Section, { checkType, config }: Plan): boolean {
  if (checkType === null || config.kind === "sentinel" || section === "replication") return true;
  return address === config.address;
}
