"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { ConfigSources } from "#lib/preview/schema.ts";
import type { ConfigPageActions } from "./config-page-actions.ts";
import { ConfigSkeleton } from "./config-skeleton.tsx";

// The template engine comes with it, which no other page needs.
const Workbench = lazy(() => import("./workbench.tsx").then((module) => ({ default: module.Workbench })));

interface ConfigPageProps {
  deployment: DeploymentChoice;
  sources: ConfigSources;
  actions: ConfigPageActions;
}

export function ConfigPage({ deployment, sources, actions }: ConfigPageProps) {
  const params = useSearchParams();
  return (
    <Suspense fallback={<ConfigSkeleton />}>
      <Workbench deployment={deployment} sources={sources} actions={actions} params={params.toString()} />
    </Suspense>
  );
}
