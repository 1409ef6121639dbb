import type { Services } from "#lib/services.ts";
import { type AuthSecrets, handleAuth } from "./auth-handler.ts";

export interface AuthReply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is what the tests look at.
  body: any;
  cookies: string[];
  location: string | null;
}

/** Sends what a browser would send to /api/auth, and keeps cookies as one does. */
export class TestAuthBrowser {
  readonly #services: Services;
  readonly #secrets: AuthSecrets;
  readonly #jar = new Map<string, string>();

  constructor(services: Services, secrets: AuthSecrets) {
    this.#services = services;
    this.#secrets = secrets;
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  plant(name: string, value: string): void {
    this.#jar.set(name, value);
  }

  get(path: string): Promise<AuthReply> {
    return this.send("GET", path);
  }

  async signIn(fields: Record<string, string>): Promise<AuthReply> {
    const { csrfToken } = (await this.get("csrf")).body;
    return this.send("POST", "callback/credentials", { ...fields, csrfToken });
  }

  async send(
    method: string,
    path: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<AuthReply> {
    const { address } = this.#services.config.console;
    const all = new Headers({ host: new URL(address).host, "x-forwarded-for": "192.0.2.1", cookie: this.cookie });
    if (method === "POST") all.set("origin", new URL(address).origin);
    if (form !== undefined) all.set("content-type", "application/x-www-form-urlencoded");
    for (const [name, value] of Object.entries(headers)) {
      if (value === "") all.delete(name);
      else all.set(name, value);
    }
    const body = form === undefined ? {} : { body: new URLSearchParams(form).toString() };
    const request = new Request(new URL(`/api/auth/${path}`, address), { method, headers: all, ...body });
    const segments = path.split("?")[0]?.split("/") ?? [];
    const response = await handleAuth(this.#services, this.#secrets, request, segments);
    const cookies = response.headers.getSetCookie();
    this.#keep(cookies);
    const text = await response.text();
    const location = response.headers.get("location");
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text), cookies, location };
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "" || /Max-Age=0/i.test(cookie)) this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
  }
}
