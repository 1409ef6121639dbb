import { answerScrape } from "#lib/web/metrics-handler.ts";

export const GET = answerScrape;
