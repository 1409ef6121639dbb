import type { ConsoleConfig } from "#lib/config/schema.ts";
import { isLoopback } from "./is-loopback.ts";

const EVERYWHERE = "0.0.0.0";

/**
 * Where Next listens: `-H` on the command line, HOSTNAME for the standalone server, else everywhere.
 * The development server's child process has no command line, only the origin that Next has set.
 */
export function bindHost(argv: readonly string[], readVariable: (name: string) => string | undefined): string {
  for (const [index, word] of argv.entries()) {
    if (word === "-H" || word === "--hostname") return argv[index + 1] ?? EVERYWHERE;
    const value = /^(?:-H|--hostname=)(.+)$/.exec(word)?.[1];
    if (value !== undefined) return value;
  }
  if (argv[1]?.endsWith("server.js") && !argv[1].endsWith("start-server.js")) {
    return readVariable("HOSTNAME") ?? EVERYWHERE;
  }
  const origin = readVariable("__NEXT_PRIVATE_ORIGIN");
  const { hostname } = new URL(origin ?? `http://${EVERYWHERE}`);
  // Next writes localhost for every address as well.
  return hostname === "localhost" ? EVERYWHERE : hostname;
}

/** Whether the configuration is fit for being reached from other machines. */
export function isPublic({ console: settings }: Pick<ConsoleConfig, "console">): boolean {
  const { protocol, hostname } = new URL(settings.address);
  return protocol === "https:" && !isLoopback(hostname);
}

/** What is wrong with listening there, and what would be right; undefined when nothing is. */
export function whyUnsafeBinding(
  config: Pick<ConsoleConfig, "console">,
  host: string,
): { wrong: string; right: string } | undefined {
  if (isLoopback(host) || isPublic(config)) return undefined;
  return {
    wrong: `the console would listen on ${host}, where other machines reach it, under ${config.console.address}`,
    right: "give it the https address that people type, or let it listen on 127.0.0.1 alone with -H 127.0.0.1",
  };
}
