import type { NextApiRequest, NextApiResponse } from "next";
import type { AuthOptions } from "next-auth";
import * as nextAuthModule from "next-auth/next";

type Handle = (request: NextApiRequest, response: NextApiResponse, options: AuthOptions) => Promise<void>;

export interface AuthCall {
  method: string;
  action: string;
  provider: string | undefined;
  query: Record<string, string>;
  body: Record<string, string>;
  cookies: Record<string, string>;
}

export interface AuthAnswer {
  status: number;
  cookies: string[];
  location: string | undefined;
  body: unknown;
}

/** Calls next-auth with what has been checked and nothing else, and takes its answer as a value. */
export async function callNextAuth(call: AuthCall, options: AuthOptions): Promise<AuthAnswer> {
  const answer: AuthAnswer = { status: 200, cookies: [], location: undefined, body: undefined };
  const response = {
    status(status: number) {
      answer.status = status;
      return response;
    },
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? answer.cookies : undefined),
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") answer.cookies = [value].flat();
      if (name.toLowerCase() === "location") answer.location = String(value);
      return response;
    },
    send(body: unknown) {
      answer.body = body;
    },
    json(body: unknown) {
      answer.body = body;
    },
    end() {},
  };
  const nextauth = call.provider === undefined ? [call.action] : [call.action, call.provider];
  const request = { ...call, query: { ...call.query, nextauth }, headers: {} };
  // next-auth reads and writes exactly the members above.
  await handle()(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
  return answer;
}

/** Node and the bundler disagree on what the default export of a CommonJS module is. */
function handle(): Handle {
  const exported: unknown = nextAuthModule.default;
  const inner = typeof exported === "function" ? exported : (exported as { default: unknown }).default;
  // The library's own signature for a request and a response of the pages router.
  return inner as Handle;
}
