import { z } from "zod";

export const ROLES = ["viewer", "support", "engineer", "sre", "admin"] as const;

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;
