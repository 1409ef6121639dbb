import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";

/** One data instance of a deployment, by host:port. */
export const InspectInput = z.strictObject({ deployment: z.string(), instance: Address });
export type InspectInput = z.output<typeof InspectInput>;
