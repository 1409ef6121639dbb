import { redirect } from "next/navigation";

export default async function DeploymentPage({ params }: { params: Promise<{ deployment: string }> }) {
  redirect(`/${encodeURIComponent((await params).deployment)}/overview`);
}
