import type { BootCheck } from "#lib/boot-check/schema.ts";
import type { PreviewInput } from "#lib/preview/schema.ts";
import type { Result } from "#lib/result.ts";

/** What the page hands down: the server decides by itself who may. */
export interface ConfigPageActions {
  runBootCheck(input: PreviewInput): Promise<Result<BootCheck>>;
}
