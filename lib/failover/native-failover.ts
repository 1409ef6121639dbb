import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { askForSwitch } from "./ask-sentinel.ts";
import type { FailoverWork } from "./safe-failover.ts";
import type { FailoverReport } from "./schema.ts";
import { sentinelToAsk } from "./sentinel-to-ask.ts";
import { lookAtData, type Stock, takeStock } from "./take-stock.ts";
import { verifyFailover } from "./verify-failover.ts";

const SWITCH_WITHIN_MS = 30_000;
const VERIFIED_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 250;

export const NATIVE_STEPS = [
  { id: "check", title: "Look once more" },
  { id: "switch", title: "Ask a Sentinel to fail over, with writes going on" },
  { id: "verify", title: "Look until the old master follows, and count what it lost" },
] as const;

/** For when the safe way is barred and the master must go: what the old master takes until it is a replica is lost. */
export async function failOverNatively(work: FailoverWork): Promise<FailoverReport> {
  const startedAt = performance.now();
  const { connections, steps } = work;
  const stock = await steps.run("check", (say) => lookOnceMore(work, say));
  const asked = sentinelToAsk(stock);
  const replicas = stock.instances.slice(1).map(({ address }) => address);
  const watch = watchEnd(connections, stock.master);
  try {
    const { to, promotedMs } = await steps.run("switch", (say) =>
      askForSwitch({
        connections,
        ...asked,
        from: stock.master,
        candidates: replicas,
        withinMs: SWITCH_WITHIN_MS,
        say,
      }),
    );
    const others = [stock.master, ...replicas].filter((address) => address !== to);
    const { takenOverAt, ...verified } = await steps.run("verify", (say) =>
      verifyFailover({ connections, ...asked, to, others, withinMs: VERIFIED_WITHIN_MS, say }),
    );
    const reached = watch.reached();
    const isKnown = takenOverAt !== undefined && reached !== undefined;
    return {
      mode: "native",
      from: stock.master,
      to,
      expected: stock.forecast.chosen,
      askedOf: asked.sentinel,
      pausedMs: null,
      promotedMs,
      totalMs: Math.round(performance.now() - startedAt),
      lostBytes: isKnown ? Math.max(0, reached - takenOverAt) : null,
      ...verified,
      isStopped: false,
    };
  } finally {
    watch.stop();
  }
}

async function lookOnceMore(
  { connections, master, signal }: FailoverWork,
  say: (words: string) => void,
): Promise<Stock> {
  const stock = await takeStock(connections);
  const { chosen, manualObstacle } = stock.forecast;
  const obstacle =
    stock.master !== master
      ? `the master is ${stock.master} by now, and not ${master} as planned`
      : (manualObstacle ?? (chosen === null ? "no replica is fit" : signal.aborted ? "it was stopped" : undefined));
  if (obstacle !== undefined) {
    throw new DomainError("CONFLICT", `Nothing was changed: ${obstacle}.`, { where: master });
  }
  say(`${chosen} would take over from ${master}.`);
  return stock;
}

/** How far the old master's own history goes as long as it calls itself one. */
function watchEnd(connections: DeploymentConnections, master: string) {
  let reached: number | undefined;
  const stopping = new AbortController();
  const follow = async () => {
    while (!stopping.signal.aborted) {
      const { seen } = await lookAtData(connections, master);
      if (seen?.replication.role === "replica") return;
      reached = seen?.replication.offset ?? reached;
      await delay(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  void follow();
  return { reached: () => reached, stop: () => stopping.abort() };
}
