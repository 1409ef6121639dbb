"use server";
import { publishMessage } from "#lib/pubsub/publish-message.ts";
import { removeSample } from "#lib/pubsub/remove-sample.ts";
import { saveSample } from "#lib/pubsub/save-sample.ts";
import { sendReceipt } from "#lib/pubsub/send-receipt.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const publishMessageAction = defineAction(publishMessage);
export const sendReceiptAction = defineAction(sendReceipt);
export const saveSampleAction = defineAction(saveSample);
export const removeSampleAction = defineAction(removeSample);
