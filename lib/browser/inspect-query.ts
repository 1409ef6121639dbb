import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { BigKeyLook } from "#lib/inspect/schema.ts";
import { fetchJson } from "./fetch-json.ts";

/** Going back and forth between the tabs asks nobody; who wants it fresh refreshes. */
const FRESH_MS = 30_000;

const SAMPLING_MS = 700;

const schemas = () => import("#lib/inspect/schema.ts");

function inspectQuery<Schema extends z.ZodType>(
  part: string,
  deployment: string,
  instance: string,
  loadSchema: () => Promise<Schema>,
) {
  const url = `/api/${encodeURIComponent(deployment)}/inspect/${part}?instance=${encodeURIComponent(instance)}`;
  return queryOptions({
    queryKey: ["inspect", part, deployment, instance],
    queryFn: ({ signal }) => fetchJson(url, loadSchema, signal),
    staleTime: FRESH_MS,
  });
}

export const slowlogQuery = (deployment: string, instance: string) =>
  inspectQuery("slowlog", deployment, instance, () => schemas().then(({ Slowlog }) => Slowlog));

export const latencyQuery = (deployment: string, instance: string) =>
  inspectQuery("latency", deployment, instance, () => schemas().then(({ Latency }) => Latency));

export const clientsQuery = (deployment: string, instance: string) =>
  inspectQuery("clients", deployment, instance, () => schemas().then(({ ClientRows }) => ClientRows));

export const memoryQuery = (deployment: string, instance: string) =>
  inspectQuery("memory", deployment, instance, () => schemas().then(({ InstanceMemory }) => InstanceMemory));

export const keyspaceQuery = (deployment: string, instance: string) =>
  inspectQuery("keyspace", deployment, instance, () => schemas().then(({ InstanceKeyspace }) => InstanceKeyspace));

/** Looked at again and again while a sample goes on. */
export function bigKeysQuery(deployment: string, instance: string) {
  const query = inspectQuery("big-keys", deployment, instance, () => schemas().then(({ BigKeyLook }) => BigKeyLook));
  return queryOptions({
    ...query,
    staleTime: 0,
    refetchInterval: ({ state }) => (isSampling(state.data) ? SAMPLING_MS : false),
  });
}

export function isSampling(look: BigKeyLook | undefined): boolean {
  return look?.job?.state === "queued" || look?.job?.state === "running";
}

export const configQuery = (deployment: string, instance: string) =>
  inspectQuery("config", deployment, instance, () => schemas().then(({ InstanceConfig }) => InstanceConfig));
