"use server";
import { killClient } from "#lib/inspect/kill-client.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const killClientAction = defineAction(killClient);
