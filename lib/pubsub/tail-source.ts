import { setTimeout as delay } from "node:timers/promises";
import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { HeardMessage, Listening } from "#lib/redis/listen.ts";
import type { InstanceRole } from "#lib/redis/parse-role.ts";
import type { TailGap, TailSource } from "./schema.ts";

const LOOK_EVERY_MS = 1_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

interface SourceParts {
  readonly connections: DeploymentConnections;
  /** Asked again and again: nobody listens for nobody. */
  readonly isWanted: () => boolean;
  readonly onMessage: (message: HeardMessage) => void;
  /** A connection that has no subscription yet. */
  readonly onOpen: (listening: Listening) => Promise<void>;
  readonly onClosed: () => void;
  readonly onSource: (source: TailSource) => void;
  readonly onGap: (gap: TailGap) => void;
}

interface Hearing {
  readonly listening: Listening;
  readonly role: InstanceRole;
  readonly lost: AbortSignal;
}

/**
 * Listens on a replica where there is one, for as long as somebody wants it. It looks every second whether the instance
 * is still linked to the same master; if not, it moves on, and says for how long nothing was heard.
 */
export class TailSourceLoop {
  readonly #parts: SourceParts;
  #listening: Listening | undefined;
  #source: TailSource | undefined;
  #gap: TailGap | undefined;
  #isRunning = false;
  #heardUntil: number | undefined;
  #stop = new AbortController();

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  get listening(): Listening | undefined {
    return this.#listening;
  }

  /** What whoever comes now must know. */
  get state(): { source: TailSource | undefined; gap: TailGap | undefined } {
    return { source: this.#listening === undefined ? undefined : this.#source, gap: this.#gap };
  }

  begin(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#run()
      .catch((thrown: unknown) => log.error("the live view broke", { thrown }))
      .finally(() => {
        this.#isRunning = false;
        if (this.#parts.isWanted()) this.begin();
      });
  }

  /** Looks at once whether anybody still wants it. */
  nudge(): void {
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (this.#parts.isWanted()) {
      try {
        const hearing = await this.#open();
        pauseMs = FIRST_PAUSE_MS;
        const why = await this.#untilLost(hearing);
        if (why !== undefined) this.#openGap(why);
      } catch (thrown) {
        if (!isDomainError(thrown)) log.error("the live view met an unexpected error", { thrown });
        this.#openGap(isDomainError(thrown) ? thrown.message : "The console met an error it did not expect.");
      }
      this.#listening?.close();
      this.#listening = undefined;
      this.#parts.onClosed();
      if (this.#parts.isWanted()) await delay(pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
    [this.#source, this.#gap, this.#heardUntil] = [undefined, undefined, undefined];
  }

  async #open(): Promise<Hearing> {
    const { connections, onMessage, onOpen, onSource, onGap } = this.#parts;
    this.#stop = new AbortController();
    const lost = new AbortController();
    const target = (await connections.replica(0)) ?? (await connections.master(0, "read"));
    const listening = await connections.listen(target.address, { onMessage, onEnd: () => lost.abort() });
    this.#listening = listening;
    await onOpen(listening);
    const role = await listening.role();
    if (role === undefined || role.role === "sentinel") throw new TypeError("The instance gave no role of its own.");
    this.#heardUntil = Date.now();
    this.#source = { address: target.address, role: role.role, since: this.#heardUntil };
    onSource(this.#source);
    if (this.#gap !== undefined) onGap({ ...this.#gap, until: this.#heardUntil });
    this.#gap = undefined;
    return { listening, role, lost: lost.signal };
  }

  /** Why nothing more is heard there; undefined where nobody wants to hear any more. */
  async #untilLost({ listening, role, lost }: Hearing): Promise<string | undefined> {
    for (;;) {
      const signal = AbortSignal.any([lost, this.#stop.signal]);
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (!this.#parts.isWanted()) return undefined;
      if (lost.aborted) return `The connection to ${listening.address} was lost.`;
      const change = describeChange(listening.address, role, await listening.role());
      if (change !== undefined) return change;
      this.#heardUntil = Date.now();
      if (this.#stop.signal.aborted) this.#stop = new AbortController();
    }
  }

  #openGap(reason: string): void {
    this.#gap = { from: this.#gap?.from ?? this.#heardUntil ?? Date.now(), until: null, reason };
    this.#parts.onGap(this.#gap);
  }
}

/** What shows that messages may have been missed. */
function describeChange(address: string, before: InstanceRole, now: InstanceRole | undefined): string | undefined {
  if (now === undefined) return `${address} gave no role that makes sense.`;
  if (now.role !== before.role) return `${address} is a ${now.role} now.`;
  if (now.role !== "replica" || before.role !== "replica") return undefined;
  if (!now.isLinkUp) return `${address} lost its link to the master.`;
  if (now.masterAddress !== before.masterAddress) return `${address} follows another master now.`;
  return undefined;
}
