import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { Brand } from "#components/shell/brand.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { SignInNotice } from "#components/sign-in/sign-in-notice.tsx";
import { currentServices } from "#lib/current-services.ts";
import { cookieNames } from "#lib/web/cookie-names.ts";
import { currentActor } from "#lib/web/current-actor.ts";
import { safePath } from "#lib/web/safe-path.ts";

export const metadata: Metadata = { title: "Sign in" };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function LoginPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const from = safePath(typeof query.from === "string" ? query.from : "/");
  if ((await currentActor()) !== undefined) redirect(from);
  const { config } = currentServices();
  const isEnded = (await cookies()).has(cookieNames(config.console.address).signIn);
  const oidcName = config.console.oidc?.name;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-12">
      <div className="w-full max-w-88">
        <div className="mb-8 flex justify-center">
          <Brand />
        </div>
        <div className="rounded-large border border-line bg-surface p-6 shadow-panel">
          <h1 className="mb-5 font-semibold text-20">Sign in</h1>
          <SignInNotice isEnded={isEnded} error={typeof query.error === "string" ? query.error : undefined} />
          <SignInForm from={from} {...(oidcName === undefined ? {} : { oidcName })} />
        </div>
        {config.deployments.embedded === undefined ? null : (
          <p className="mt-6 text-balance text-center text-13 text-ink-muted">
            This is the embedded deployment. Its demo users and their passwords are printed in the terminal where the
            console was started.
          </p>
        )}
      </div>
    </main>
  );
}
