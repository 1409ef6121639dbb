import { randomBytes } from "node:crypto";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askSocket } from "#lib/redis/ask-socket.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { compareReadBack, compareSentinel, type ReadBack } from "./compare-read-back.ts";
import { neutraliseConfig } from "./neutralise-config.ts";
import { readComplaint } from "./read-complaint.ts";
import { findProgram, makeSandbox, type Sandbox } from "./sandbox.ts";
import type { BootCheck } from "./schema.ts";
import { type StartedServer, startServer } from "./start-server.ts";

const STARTS_WITHIN_MS = 15_000;
const USER = "boot-check";

interface BootQuestion {
  readonly template: TemplateName;
  /** Rendered, with placeholders for secrets. */
  readonly text: string;
  readonly signal: AbortSignal;
}

/** Has a real server read the file, in a sandbox, and compares what it reads back with what the file means. */
export async function checkBoot({ template, text, signal }: BootQuestion): Promise<BootCheck> {
  const program = findProgram("redis-server");
  const sandbox = makeSandbox();
  const { hasNoNetwork, isUnprivileged } = sandbox;
  const begun = performance.now();
  const found = { same: 0, different: [], lowered: null, replaced: [], startsAgain: null };
  const nothing = { ...found, error: null, version: null, tookMs: 0 };
  if (program === undefined) return { ...nothing, outcome: "absent", sandbox: { hasNoNetwork, isUnprivileged } };
  const safe = neutraliseConfig(template, withSafePlaceholders(text));
  const folder = mkdtempSync(join(tmpdir(), "boot-check-"));
  if (sandbox.owner !== undefined) chownSync(folder, sandbox.owner, sandbox.owner);
  try {
    const trial = new Trial({ template, program, sandbox, folder, signal });
    return {
      ...nothing,
      ...(await trial.run(safe.text)),
      sandbox: { hasNoNetwork, isUnprivileged },
      replaced: [...safe.replaced],
      tookMs: Math.round(performance.now() - begun),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A Sentinel writes some values back without quotes: blanks in a placeholder would be the check's own fault. */
function withSafePlaceholders(text: string): string {
  return text.replaceAll(/\{\{ ([\w.]+) \}\}/g, "placeholder-$1");
}

interface TrialParts {
  template: TemplateName;
  program: string;
  sandbox: Sandbox;
  folder: string;
  signal: AbortSignal;
}

type Found = Pick<BootCheck, "outcome"> & Partial<BootCheck>;

class Trial {
  readonly #parts: TrialParts;
  readonly #password = randomBytes(24).toString("hex");

  constructor(parts: TrialParts) {
    this.#parts = parts;
  }

  async run(text: string): Promise<Found> {
    const { template } = this.#parts;
    const whole = `${text}\n${this.#additions().join("\n")}\n`;
    if (template === "sentinel") this.#writeFile(whole);
    const server = await this.#start(whole);
    try {
      const version = /Redis version=([\w.]+)|Redis ([\d.]+)/.exec(server.output())?.slice(1).find(Boolean) ?? null;
      if (server.state !== "ready") return { ...(await this.#failure(server)), version };
      const readBack = await this.#readBack(text, server.output());
      await server.stop();
      const startsAgain = template === "sentinel" ? await this.#startsAgain() : null;
      return { outcome: "started", version, ...readBack, different: [...readBack.different], startsAgain };
    } finally {
      await server.stop();
    }
  }

  /** After the file's own lines, so that theirs keep their numbers. */
  #additions(): string[] {
    const { folder } = this.#parts;
    return [
      "port 0",
      `unixsocket ${folder}/s`,
      "unixsocketperm 700",
      "daemonize no",
      'logfile ""',
      `dir ${folder}`,
      `user ${USER} on >${this.#password} ~* &* +@all`,
    ];
  }

  #writeFile(text: string): void {
    const { folder, sandbox } = this.#parts;
    const file = join(/* turbopackIgnore: true */ folder, "sentinel.conf");
    writeFileSync(file, text, { mode: 0o600 });
    if (sandbox.owner !== undefined) chownSync(file, sandbox.owner, sandbox.owner);
  }

  #start(text: string): Promise<StartedServer> {
    const { template, program, sandbox, folder, signal } = this.#parts;
    const args =
      template === "sentinel" ? [join(/* turbopackIgnore: true */ folder, "sentinel.conf"), "--sentinel"] : ["-"];
    return startServer({
      command: [...sandbox.command, program, ...args],
      input: template === "sentinel" ? "" : text,
      cwd: folder,
      timeoutMs: STARTS_WITHIN_MS,
      signal,
    });
  }

  async #failure(server: StartedServer): Promise<Found> {
    await server.stop();
    if (server.state === "ended") return { outcome: "refused", error: readComplaint(server.output()) };
    const reason = `The server was neither ready nor gone after ${STARTS_WITHIN_MS / 1000} s.`;
    return { outcome: "unfinished", error: { line: null, reason } };
  }

  async #readBack(text: string, log: string): Promise<ReadBack> {
    const { template, folder } = this.#parts;
    const ask = (command: readonly [string, ...string[]]) =>
      askSocket({
        path: join(/* turbopackIgnore: true */ folder, "s"),
        username: USER,
        password: this.#password,
        command,
      });
    if (template === "sentinel") return compareSentinel(text, toMaps(await ask(["SENTINEL", "MASTERS"])));
    const [live = new Map<string, string>()] = toMaps([await ask(["CONFIG", "GET", "*"])]);
    return compareReadBack(text, live, log);
  }

  async #startsAgain(): Promise<boolean> {
    const again = await this.#start("");
    await again.stop();
    return again.state === "ready";
  }
}

/** Replies of names and values by turns. */
function toMaps(reply: unknown): ReadonlyMap<string, string>[] {
  const lists: unknown[] = Array.isArray(reply) ? reply : [];
  return lists.map((list) => {
    const words = Array.isArray(list) ? list.map(String) : [];
    return new Map(
      words.flatMap((word, at): [string, string][] => (at % 2 === 0 ? [[word, words[at + 1] ?? ""]] : [])),
    );
  });
}
