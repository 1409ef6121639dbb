"use client";
import { useQuery } from "@tanstack/react-query";
import { topologyQuery } from "./topology-query.ts";

/** Asks now and then while the stream is down; mounted only then, and loaded only then. */
export function TopologyFallback({ deployment }: { deployment: string }) {
  useQuery(topologyQuery(deployment));
  return null;
}
