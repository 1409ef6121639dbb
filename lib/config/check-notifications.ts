import { isDomainError } from "#lib/errors.ts";
import { NotificationTarget } from "./notification-schema.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";
import { readSecret } from "./read-secret.ts";
import type { SecretRef } from "./secret-ref.ts";

/** Set by the sender itself. */
const OWN_HEADERS = /^(host|connection|content-.*|transfer-encoding|x-redis-console-.*)$/i;

/** What the targets of notifications say about each other, the deployments, and the URLs they keep elsewhere. */
export function checkNotifications(raw: unknown, deployments: readonly string[]): ProblemAt[] {
  const targets = (Array.isArray(raw) ? raw : []).flatMap((entry: unknown, index) => {
    const target = NotificationTarget.safeParse(entry);
    return target.success ? [{ target: target.data, path: ["notifications", index] }] : [];
  });
  return targets.flatMap(({ target, path }, index) => [
    ...(targets.findIndex((other) => other.target.name === target.name) === index
      ? []
      : [{ path: [...path, "name"], wrong: `${target.name} is there twice`, right: "keep one of them" }]),
    ...(target.deployments ?? []).flatMap((name, nth) =>
      deployments.includes(name)
        ? []
        : [{ path: [...path, "deployments", nth], wrong: "there is no such deployment", right: listed(deployments) }],
    ),
    ...Object.keys(target.headers ?? {}).flatMap((name) =>
      OWN_HEADERS.test(name)
        ? [{ path: [...path, "headers", name], wrong: "the console sets this header itself", right: "leave it out" }]
        : [],
    ),
    ...checkUrl(target, [...path, "url"]),
  ]);
}

function listed(deployments: readonly string[]): string {
  return `the deployments are ${deployments.join(", ")}`;
}

/** Why it may not be posted to; never with a part of it. */
export function whyRefusedUrl(text: string, allowInsecure: boolean): Pick<ProblemAt, "wrong" | "right"> | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { wrong: "what is kept there is not a web address", right: "keep one there that begins with https://" };
  }
  if (url.username !== "" || url.password !== "") {
    return { wrong: "the address holds a user or a password", right: "give them in headers, as Authorization" };
  }
  if (url.protocol === "https:" || allowInsecure || isLoopbackName(url.hostname)) return undefined;
  const right = "keep an https address there, or set allowInsecure to true";
  return { wrong: "messages would cross the network without encryption", right };
}

function isLoopbackName(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function checkUrl({ url, allowInsecure }: { url: SecretRef; allowInsecure: boolean }, path: ConfigPath): ProblemAt[] {
  try {
    const refusal = whyRefusedUrl(readSecret(url), allowInsecure);
    return refusal === undefined ? [] : [{ path, ...refusal }];
  } catch (thrown) {
    // One that cannot be read is reported with all the other secrets.
    if (isDomainError(thrown)) return [];
    throw thrown;
  }
}
