/** Signs in over HTTP as the login page does; returns the Cookie header of the sign-in. */
export async function signIn(base: string, name: string, password: string): Promise<string> {
  const first = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const jar = cookiesOf(first);
  const answer = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: jar, origin: base, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, name, password, from: "/" }),
  });
  if (!answer.ok) throw new Error(`Sign-in as ${name} answered ${answer.status}.`);
  return `${jar}; ${cookiesOf(answer)}`;
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
