import type { DemoUser } from "./demo-users.ts";

/** What is printed when everything runs: where, and how to sign in. */
export function welcome(port: number, folder: string, users: DemoUser[]): string {
  const rows = users.map(({ name, role, password }) => `    ${name.padEnd(10)} ${password.padEnd(22)} ${role}`);
  return `
  The console is ready:  http://127.0.0.1:${port}

  Sign in as (name, password, role):
${rows.join("\n")}

  Try: sign in as support, open Sessions, search for 4040.
  State is in ${folder}. Ctrl-C stops everything.
`;
}
