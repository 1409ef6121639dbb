import type { DiagnosedInstance, Finding } from "./schema.ts";

type Instances = readonly DiagnosedInstance[];

/** Listening does not begin everywhere in the same moment: so large a part of the messages says nothing. */
const SHIFT = 0.1;

/** Each thing that can keep a notification from arriving, in the order in which a message meets them. */
export function judgeDelivery(instances: Instances, isSharded: boolean, seconds: number): Finding[] {
  const master = instances.find(({ role }) => role === "master");
  return [
    judgeSubscribers(instances, master, isSharded),
    judgeMessages(master, seconds),
    ...judgeReplicas(instances, master, isSharded),
    judgeBuffers(instances),
  ];
}

/** The first thing that is wrong is what a person should look at. */
export function verdictOf(findings: readonly Finding[]): Finding {
  const first =
    findings.find(({ state }) => state === "critical") ??
    findings.find(({ state }) => state === "warning") ??
    findings.find(({ state }) => state === "unknown");
  if (first !== undefined) return first;
  return {
    state: "ok",
    title: "Redis delivers messages of this channel",
    detail: "Somebody listens, messages pass, and no client was cut off. What is missing was lost in the application.",
  };
}

function judgeSubscribers(instances: Instances, master: DiagnosedInstance | undefined, isSharded: boolean): Finding {
  if (master === undefined || master.failure !== null) {
    return {
      state: "critical",
      title: "The master did not answer",
      detail: `${master?.failure?.message ?? "Nobody names one."} Nothing is delivered before there is one.`,
    };
  }
  const others = instances.filter((one) => one !== master);
  const own = subscribersOf(master, isSharded);
  const elsewhere = others.reduce((sum, one) => sum + subscribersOf(one, isSharded), 0);
  const other = instances.reduce((sum, one) => sum + subscribersOf(one, !isSharded), 0);
  // Patterns never receive what goes out by SPUBLISH.
  const patterns = isSharded ? 0 : instances.reduce((sum, one) => sum + one.patternSubscriptions, 0);
  if (own > 0)
    return {
      state: "ok",
      title: `${people(own)} on the master by this name`,
      detail: alsoBy(elsewhere, patterns) + since(master),
    };
  if (elsewhere > 0)
    return { state: "ok", title: `${people(elsewhere)} on replicas by this name`, detail: alsoBy(0, patterns) };
  if (other > 0) {
    return {
      state: "critical",
      title: isSharded
        ? "The subscribers use SUBSCRIBE, not SSUBSCRIBE"
        : "The subscribers use SSUBSCRIBE, not SUBSCRIBE",
      detail: "Messages of the other kind never reach them: publisher and subscribers must use the same.",
    };
  }
  if (patterns > 0) {
    return {
      state: "unknown",
      title: "Nobody listens by this name, and some clients listen by patterns",
      detail: `There are ${patterns} subscriptions by pattern. Redis does not say which; a test message tells how many receive it.`,
    };
  }
  return {
    state: "critical",
    title: "Nobody listens",
    detail:
      "No client subscribes to the channel, by name or by pattern. Look at the subscriber: it is not connected, or uses another name.",
  };
}

function judgeMessages(master: DiagnosedInstance | undefined, seconds: number): Finding {
  const count = master?.messages;
  if (count === undefined || count === null) {
    return {
      state: "unknown",
      title: "The console could not listen on the master",
      detail: master?.listenFailure ?? "So it is not known whether messages pass.",
    };
  }
  const passed = `${count} ${count === 1 ? "message" : "messages"} passed the master in ${seconds} s`;
  if (count > 0) return { state: "ok", title: passed, detail: "The publisher works and uses this very name." };
  return {
    state: "warning",
    title: `No message passed the master in ${seconds} s`,
    detail:
      "The publisher is quiet, uses another name, or is connected to another instance. Make it publish while this listens.",
  };
}

function judgeReplicas(instances: Instances, master: DiagnosedInstance | undefined, isSharded: boolean): Finding[] {
  return instances
    .filter(({ role }) => role === "replica")
    .map((replica) => {
      const { address } = replica;
      if (replica.failure !== null) {
        return { state: "warning", title: `The replica ${address} did not answer`, detail: replica.failure.message };
      }
      if (replica.isLinkUp === false) {
        const since = replica.linkDownSeconds === null ? "" : ` for ${replica.linkDownSeconds} s`;
        const detail = `Its link to the master has been down${since}: subscribers on it hear nothing.`;
        return {
          state: subscribersOf(replica, isSharded) > 0 ? "critical" : "warning",
          title: `The replica ${address} hears nothing`,
          detail,
        };
      }
      if (replica.messages === null) {
        const detail = replica.listenFailure ?? "The console could not listen there.";
        return { state: "unknown", title: `It is not known what the replica ${address} hears`, detail };
      }
      const missing = (master?.messages ?? 0) - replica.messages;
      if (missing > Math.max(1, SHIFT * (master?.messages ?? 0))) {
        const detail = `${replica.messages} of the ${master?.messages ?? 0} that passed the master. It lags, or the link is broken.`;
        return { state: "warning", title: `The replica ${address} heard fewer messages`, detail };
      }
      return {
        state: "ok",
        title: `The replica ${address} hears what the master passes on`,
        detail: `${replica.messages} heard.`,
      };
    });
}

function judgeBuffers(instances: Instances): Finding {
  const cut = instances.filter(({ bufferDisconnections }) => (bufferDisconnections ?? 0) > 0);
  const near = instances.filter(({ bufferLimit, largestBufferBytes }) => {
    const limit = bufferLimit === null ? 0 : bufferLimit.softBytes || bufferLimit.hardBytes;
    return limit > 0 && largestBufferBytes > limit / 2;
  });
  const evicted = instances.filter(({ evictedClients }) => (evictedClients ?? 0) > 0);
  if (near.length > 0) {
    const detail = `On ${list(near)} a subscriber's output buffer is more than half full: it reads too slowly and will be cut off.`;
    return { state: "warning", title: "A subscriber is about to be cut off", detail };
  }
  if (cut.length + evicted.length > 0) {
    const counts = [...new Set([...cut, ...evicted])].map(
      ({ address, bufferDisconnections, evictedClients, uptimeSeconds }) =>
        `${address}: ${bufferDisconnections ?? 0} cut off, ${evictedClients ?? 0} evicted${uptimeSeconds === null ? "" : ` in ${duration(uptimeSeconds)}`}`,
    );
    const detail = `${counts.join("; ")}. A client that is cut off misses what comes until it subscribes again.`;
    return {
      state: "warning",
      title: "Clients were cut off for reading too slowly since the instance started",
      detail,
    };
  }
  if (instances.every(({ bufferDisconnections }) => bufferDisconnections === null)) {
    const detail =
      "This version of Redis does not count clients that were cut off; no output buffer is near its limit now.";
    return { state: "ok", title: "No output buffer is near its limit", detail };
  }
  return {
    state: "ok",
    title: "No client was cut off for reading too slowly",
    detail: "Counted since each instance started.",
  };
}

function subscribersOf(instance: DiagnosedInstance, isSharded: boolean): number {
  return isSharded ? instance.shardSubscribers : instance.subscribers;
}

function people(count: number): string {
  return count === 1 ? "One client listens" : `${count} clients listen`;
}

function alsoBy(elsewhere: number, patterns: number): string {
  const more = [
    ...(elsewhere > 0 ? [`${elsewhere} more on replicas`] : []),
    ...(patterns > 0 ? [`${patterns} subscriptions by pattern, which may or may not fit`] : []),
  ];
  return more.length === 0 ? "Nobody listens by a pattern." : `Besides: ${more.join(", ")}.`;
}

function list(instances: Instances): string {
  return instances.map(({ address }) => address).join(", ");
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** A client that has just come back misses what was published while it was away. */
function since({ youngestClientSeconds: age }: DiagnosedInstance): string {
  if (age === null) return "";
  return ` The youngest subscribed client connected ${duration(age)} ago: what was published before is lost to it.`;
}
