import { lookAtCase } from "#lib/cases/look-at-case.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(lookAtCase);
