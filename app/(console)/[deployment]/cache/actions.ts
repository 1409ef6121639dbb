"use server";
import { flushCache, flushLargeCache } from "#lib/cache/flush-cache.ts";
import { planFlush } from "#lib/cache/plan-flush.ts";
import { showCacheValue } from "#lib/cache/show-value.ts";
import { defineAction } from "#lib/web/define-action.ts";

export const showCacheValueAction = defineAction(showCacheValue);
export const planFlushAction = defineAction(planFlush);
export const flushCacheAction = defineAction(flushCache);
export const flushLargeCacheAction = defineAction(flushLargeCache);
