"use client";
import { type ReactNode, useEffect } from "react";
import { setServerTime } from "./clock.ts";
import { RenderedAt } from "./use-clock.ts";

export function ClockProvider({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  useEffect(() => setServerTime(renderedAt), [renderedAt]);
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>;
}
