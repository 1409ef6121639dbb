import { redirect } from "next/navigation";
import { currentServices } from "#lib/current-services.ts";

export default function StartPage() {
  redirect(`/${currentServices().deployments.names[0] ?? ""}/overview`);
}
