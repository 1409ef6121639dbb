import { exportLedger } from "#lib/sessions/export-ledger.ts";
import { defineEventStream } from "#lib/web/define-event-stream.ts";

export const POST = defineEventStream(exportLedger);
