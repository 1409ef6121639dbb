"use server";
import { killClient } from "#lib/inspect/kill-client.ts";
import { sampleBigKeys } from "#lib/inspect/sample-big-keys.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const killClientAction = defineAction(killClient);
export const sampleBigKeysAction = defineAction(sampleBigKeys);
