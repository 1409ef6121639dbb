import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { whyRefusedUrl } from "#lib/config/check-notifications.ts";
import type { NotificationTarget } from "#lib/config/notification-schema.ts";
import { readSecret } from "#lib/config/read-secret.ts";
import { isDomainError } from "#lib/errors.ts";
import type { Notice } from "./schema.ts";
import { toSlack } from "./to-slack.ts";
import { toWebhook } from "./to-webhook.ts";

const ANSWERS_WITHIN_MS = 5_000;

/** What became of one attempt; the words never hold a part of the URL. */
export type Delivery =
  | { readonly isDelivered: true }
  | { readonly isDelivered: false; readonly words: string; readonly isFinal: boolean; readonly isLate?: boolean };

/** Posts one message, once; never rejects. */
export async function sendNotice(target: NotificationTarget, notice: Notice, signal: AbortSignal): Promise<Delivery> {
  try {
    const address = readSecret(target.url);
    const refusal = whyRefusedUrl(address, target.allowInsecure);
    if (refusal !== undefined) return { isDelivered: false, words: `Its URL: ${refusal.wrong}.`, isFinal: true };
    const body = JSON.stringify(target.kind === "slack" ? toSlack(notice) : toWebhook(notice));
    const deadline = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const status = await post(new URL(address), headersFor(target, notice, body), body, {
      signal: AbortSignal.any([signal, deadline]),
    }).catch((thrown: unknown) => {
      if (deadline.aborted) return "late" as const;
      throw thrown;
    });
    if (status === "late")
      return { isDelivered: false, words: "It did not answer within 5 s.", isFinal: false, isLate: true };
    return judgeStatus(status);
  } catch (thrown) {
    return { isDelivered: false, words: wordsFor(thrown), isFinal: false };
  }
}

function headersFor({ headers = {}, secret }: NotificationTarget, { id }: Notice, body: string) {
  const further = Object.entries(headers).map(([name, ref]) => [name, readSecret(ref)]);
  const signature =
    secret === undefined
      ? {}
      : {
          "X-Redis-Console-Signature": `sha256=${createHmac("sha256", readSecret(secret)).update(body).digest("hex")}`,
        };
  return {
    ...Object.fromEntries(further),
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(body)),
    "User-Agent": "redis-console",
    "X-Redis-Console-Notification": id,
    ...signature,
  };
}

/** Its status alone; what it says besides is not read. */
function post(url: URL, headers: Record<string, string>, body: string, options: { signal: AbortSignal }) {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise<number>((resolve, reject) => {
    const sending = request(url, { method: "POST", headers, agent: false, ...options }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sending.on("error", reject);
    sending.end(body);
  });
}

function judgeStatus(status: number): Delivery {
  if (status >= 200 && status < 300) return { isDelivered: true };
  const isRedirect = status >= 300 && status < 400;
  const words = `It answered ${status}${isRedirect ? ", a redirect, which is not followed" : ""}.`;
  return { isDelivered: false, words, isFinal: status < 500 && status !== 408 && status !== 429 };
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: "Nothing listens at its address.",
  ECONNRESET: "It closed the connection without an answer.",
  ENOTFOUND: "Its host name is not known.",
  EAI_AGAIN: "Its host name could not be looked up.",
  ERR_INVALID_CHAR: "One of its headers holds what no header may hold.",
};

/** An error of the driver names the host and more; its code is enough. */
function wordsFor(thrown: unknown): string {
  if (isDomainError(thrown)) return thrown.message;
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  return WORDS[code] ?? `It could not be reached${/^[A-Z0-9_]{1,60}$/.test(code) ? ` (${code})` : ""}.`;
}
