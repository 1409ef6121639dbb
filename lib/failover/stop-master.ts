import { setTimeout as delay } from "node:timers/promises";
import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { assertStillAllowed } from "#lib/lifecycle/assert-still-allowed.ts";
import { addressOf } from "#lib/lifecycle/managed-instance.ts";
import { assertProven, runOnInstance } from "#lib/lifecycle/run-on-instance.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { orNull } from "#lib/redis/or-null.ts";
import type { Services } from "#lib/services.ts";
import type { FailoverWork } from "./safe-failover.ts";
import type { FailoverReport } from "./schema.ts";
import { sentinelToAsk } from "./sentinel-to-ask.ts";
import { hearMasters, hearRoles, namedByMost } from "./sentinel-word.ts";
import { type Stock, takeStock } from "./take-stock.ts";
import { verifyFailover } from "./verify-failover.ts";

/** Beside the time after which they take it for down: an election that fails is tried again after twice the failover's own limit. */
const SWITCHED_WITHIN_MS = 120_000;
const VERIFIED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 20;
const ANSWERS_WITHIN_MS = 500;

export const STOP_STEPS = [
  { id: "check", title: "Look once more" },
  { id: "stop", title: "Stop the master by its script" },
  { id: "switch", title: "Wait until the Sentinels notice, elect and promote" },
  { id: "start", title: "Start the old master again" },
  { id: "verify", title: "Look until everybody follows" },
] as const;

interface StopWork extends FailoverWork {
  readonly services: Services;
  readonly who: string;
  /** Told once, when the master that is about to be stopped is known; what it keeps of that must outlive the console. */
  onStopping(instance: string): Promise<void>;
}

type Stopped = FailoverReport & { readonly lostAt: number };

/** Takes the master away and leaves the rest to the Sentinels; whatever comes of it, it is started again. */
export async function stopMaster(work: StopWork): Promise<Stopped> {
  const startedAt = performance.now();
  const { connections, steps } = work;
  const { stock, instance } = await steps.run("check", (say) => lookOnceMore(work, say));
  const asked = sentinelToAsk(stock);
  const from = stock.master;
  const candidates = stock.instances.slice(1).map(({ address }) => address);
  await work.onStopping(instance.name);
  const pulse = watchPulse(connections, from);
  const order = { services: work.services, deployment: connections.name, instance: instance.name, who: work.who };
  let to: string;
  try {
    await steps.run("stop", async (say) => {
      say(assertProven(await runOnInstance({ ...order, action: "stop" })).message);
    });
    to = await steps.run("switch", (say) =>
      untilSwitched(connections, { candidates, sentinels: asked.sentinels }, say),
    );
  } finally {
    pulse.stop();
    await steps.run("start", async (say) => {
      await assertStillAllowed(connections, { instance: instance.name, action: "start", role: null });
      say(assertProven(await runOnInstance({ ...order, action: "start" })).message);
    });
  }
  const others = [from, ...candidates].filter((address) => address !== to);
  const { takenOverAt: _, ...verified } = await steps.run("verify", (say) =>
    verifyFailover({ connections, ...asked, to, others, withinMs: VERIFIED_WITHIN_MS, say }),
  );
  return {
    mode: "stop",
    from,
    to,
    expected: stock.forecast.chosen,
    askedOf: null,
    pausedMs: null,
    promotedMs: null,
    totalMs: Math.round(performance.now() - startedAt),
    lostBytes: null,
    ...verified,
    isStopped: false,
    lostAt: pulse.lastAt(),
  };
}

async function lookOnceMore({ connections, master, signal }: StopWork, say: (words: string) => void) {
  const stock = await takeStock(connections);
  const instance = connections.config.instances.find((one) => one.kind === "redis" && addressOf(one) === stock.master);
  const obstacle = signal.aborted ? "it was stopped" : whyNot(stock, master, instance);
  if (obstacle !== undefined || instance === undefined) {
    throw new DomainError("CONFLICT", `Nothing was changed: ${obstacle}.`, { where: stock.master });
  }
  say(`${stock.forecast.chosen} would take over from ${stock.master}.`);
  return { stock, instance };
}

function whyNot(stock: Stock, master: string, instance: ManagedInstance | undefined): string | undefined {
  const { sentinels, forecast } = stock;
  if (stock.master !== master) return `the master is ${stock.master} by now, and not ${master}`;
  if (instance === undefined) return `${master} is none of the instances that this console manages`;
  const blind = sentinels.find(({ seen }) => seen?.master?.address !== master || seen.isQuorumOk !== true);
  if (blind !== undefined) return `Sentinel ${blind.address} does not see the quorum, or another master`;
  if (sentinels.some(({ seen }) => seen?.master?.flags.isFailoverInProgress)) return "a failover is under way";
  return forecast.chosen === null ? "no replica is fit to take over" : (forecast.manualObstacle ?? undefined);
}

/** When the master answered last: from then on the Sentinels too hear nothing. */
function watchPulse(connections: DeploymentConnections, address: string) {
  let lastAt = performance.now();
  let isStopping = false;
  const follow = async () => {
    while (!isStopping) {
      const answered = await orNull(async () => {
        const handle = await connections.instance(address, 0, "read");
        return handle.run("PING", (redis) => redis.ping(), { timeoutMs: ANSWERS_WITHIN_MS });
      });
      if (answered !== null) lastAt = performance.now();
      await delay(LOOK_EVERY_MS);
    }
  };
  void follow();
  return {
    lastAt: () => lastAt,
    stop() {
      isStopping = true;
    },
  };
}

async function untilSwitched(
  connections: DeploymentConnections,
  { candidates, sentinels }: { candidates: readonly string[]; sentinels: number },
  say: (words: string) => void,
): Promise<string> {
  const roles = hearRoles(connections, candidates);
  const named = hearMasters(connections);
  const deadline = performance.now() + SWITCHED_WITHIN_MS;
  say("Nobody takes writes now; the Sentinels have to notice by themselves.");
  try {
    for (;;) {
      const to = namedByMost(named, sentinels);
      if (to !== undefined && roles.of(to)?.role === "master") {
        say(`Most Sentinels name ${to}, and it calls itself the master.`);
        return to;
      }
      if (performance.now() > deadline) {
        throw new DomainError("TIMEOUT", "The Sentinels have not promoted anybody within two minutes.", {
          advice: "The old master was started again. Look at the Sentinels' logs: that is what the drill has found.",
        });
      }
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    roles.stop();
    named.stop();
  }
}
