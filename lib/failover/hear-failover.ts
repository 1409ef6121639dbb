import type { DeploymentConnections, Hearing } from "#lib/redis/deployment-connections.ts";
import { orNull } from "#lib/redis/or-null.ts";
import { parseSentinelEvent } from "#lib/redis/parse-sentinel-event.ts";

/** What a Sentinel said, on the clock of performance.now() when it was heard. */
export interface Heard {
  readonly name: string;
  readonly sentinel: string;
  readonly at: number;
}

const MOST_HEARD = 500;
/** The course of a failover; what else they say is no part of it. */
const TOLD =
  /^([+-]sdown|[+-]odown|\+try-failover|\+vote-for-leader|\+elected-leader|\+selected-replica|\+promoted-replica|\+failover-end|\+switch-master|-failover-abort-.*)$/;

/** Hears all Sentinels that can be heard, from now until `stop`. */
export async function hearFailover(connections: DeploymentConnections) {
  const { config } = connections;
  const heard: Heard[] = [];
  const sentinels = config.kind === "sentinel" ? config.sentinels : [];
  const masterName = config.kind === "sentinel" ? config.masterName : "";
  const hear = (sentinel: string) => (event: string, text: string) => {
    const said = parseSentinelEvent(event, text, masterName);
    if (said === undefined || !TOLD.test(said.name) || heard.length >= MOST_HEARD) return;
    // A replica or a Sentinel that goes down besides is another story.
    if (said.name.endsWith("down") && said.about !== "master") return;
    heard.push({ name: said.name, sentinel, at: performance.now() });
  };
  const hearings: (Hearing | null)[] = await Promise.all(
    sentinels.map((address) => orNull(() => connections.hearSentinel(address, hear(address), () => undefined))),
  );
  return {
    heard: () => heard.toSorted((one, other) => one.at - other.at),
    stop() {
      for (const hearing of hearings) hearing?.close();
    },
  };
}
