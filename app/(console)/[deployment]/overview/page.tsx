import type { Metadata } from "next";
import { Overview } from "#components/overview/overview.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { requireActor } from "#lib/web/load-page.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ params }: { params: Promise<{ deployment: string }> }) {
  await requireActor();
  return (
    <PageFrame title="Overview">
      <Overview deployment={(await params).deployment} />
    </PageFrame>
  );
}
