import { device, FIRST_PERSON, PEOPLE, person, sessionsOf } from "./people.ts";

/** One browser of one person: keeps the cookie that the shop gave it. */
interface Browser {
  headers: Record<string, string>;
}

/** Signs people in over HTTP until the shop has its usual number of sessions; a few at a time. */
export async function seedSignIns(baseUrl: string, isStopped: () => boolean): Promise<Browser[]> {
  const wanted: { id: number; nth: number }[] = [];
  for (let id = FIRST_PERSON; id < FIRST_PERSON + PEOPLE; id++) {
    for (let nth = 0; nth < sessionsOf(id); nth++) wanted.push({ id, nth });
  }
  const browsers: Browser[] = [];
  while (wanted.length > 0 && !isStopped()) {
    const batch = wanted.splice(0, 8);
    browsers.push(...(await Promise.all(batch.map(({ id, nth }) => signIn(baseUrl, id, nth)))));
  }
  return browsers;
}

export async function signIn(baseUrl: string, personId: number, nth: number): Promise<Browser> {
  const { ip, userAgent } = device(personId, nth);
  const headers = { "user-agent": userAgent, "x-forwarded-for": ip, "content-type": "application/json" };
  const answer = await fetch(`${baseUrl}/login`, {
    method: "POST",
    headers,
    body: JSON.stringify({ personId: person(personId).id }),
  });
  await answer.arrayBuffer();
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { headers: { ...headers, cookie } };
}

/** What one visitor does in one step: mostly looks, sometimes buys. */
export async function visit(baseUrl: string, browser: Browser, step: number): Promise<void> {
  const product = (step * step) % 180;
  const isBuying = step % 9 === 0;
  const answer = await fetch(`${baseUrl}/api/${isBuying ? "cart" : "product"}/${product}`, {
    method: isBuying ? "POST" : "GET",
    headers: browser.headers,
    ...(isBuying ? { body: "{}" } : {}),
  });
  await answer.arrayBuffer();
}

/** Somebody tries passwords, more on some accounts than on others. */
export async function guess(baseUrl: string, step: number): Promise<void> {
  const nth = (step * step) % GUESSED.length;
  const { ip, userAgent } = device(nth, 5);
  const answer = await fetch(`${baseUrl}/login`, {
    method: "POST",
    headers: { "user-agent": userAgent, "x-forwarded-for": ip, "content-type": "application/json" },
    body: JSON.stringify({ personId: person(GUESSED[nth] ?? FIRST_PERSON).id, isWrong: true }),
  });
  await answer.arrayBuffer();
}

const GUESSED = [0, 7, 19, 42, 77, 101, 133].map((nth) => FIRST_PERSON + nth);

/** A few people search, and one of them far too often. */
export async function search(baseUrl: string, browsers: readonly Browser[], step: number): Promise<void> {
  const browser = browsers[step % 3 === 0 ? (step % 7) % browsers.length : 0];
  if (browser === undefined) return;
  const answer = await fetch(`${baseUrl}/api/search?q=${step}`, { headers: browser.headers });
  await answer.arrayBuffer();
}
