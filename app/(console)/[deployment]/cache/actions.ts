"use server";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { showCacheValue } from "#lib/cache/show-value.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const showCacheValueAction = defineAction(showCacheValue);
export const deleteCacheKeysAction = defineAction(deleteCacheKeys);
