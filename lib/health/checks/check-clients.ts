import { type Check, figureAbove, finding, gradeAbove, nameOf, writeLimits } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount, writeNumber, writePercent } from "#lib/health/write-figure.ts";

export const checkClients: Check = ({ instances }, { thresholds }) =>
  instances.flatMap((instance) => {
    if (instance.figures === null) return [];
    const { connected, blocked, max } = instance.figures.clients;
    const { lately } = instance.figures.traffic;
    const about = { instance: instance.address };
    const checks: HealthCheck[] = [];
    if (max !== null && max > 0) {
      checks.push(
        finding({
          ...about,
          id: "clients",
          state: gradeAbove(connected / max, thresholds.clientsRatio),
          value: `${writeNumber(connected)} of ${writeNumber(max)}`,
          threshold: writeLimits("from", thresholds.clientsRatio, writePercent),
          headline: `${nameOf(instance)} has ${writeNumber(connected)} of at most ${writeNumber(max)} clients`,
          meaning: "At the limit new connections are refused.",
          figures: [figureAbove("clients_ratio", connected / max, thresholds.clientsRatio)],
        }),
        finding({
          ...about,
          id: "blocked-clients",
          state: blocked / max >= thresholds.clientsRatio.warning ? "warning" : "ok",
          value: writeNumber(blocked),
          threshold: `warning from ${writePercent(thresholds.clientsRatio.warning)} of maxclients`,
          headline: `${nameOf(instance)} has ${writeCount(blocked, "blocked client")}`,
          meaning: "They wait in commands such as BLPOP or WAIT, each with a connection of its own.",
          figures: [figureAbove("blocked_clients_ratio", blocked / max, { warning: thresholds.clientsRatio.warning })],
        }),
      );
    }
    if (lately !== null) {
      const { rejectedConnections: rejected } = lately;
      checks.push(
        finding({
          ...about,
          id: "rejected-connections",
          state: gradeAbove(rejected, thresholds.rejectedConnections),
          value: `${writeNumber(rejected)} in the last minute`,
          threshold: `${writeLimits("from", thresholds.rejectedConnections, writeNumber)} in a minute`,
          headline: `${nameOf(instance)} has rejected ${writeCount(rejected, "connection")} in the last minute`,
          meaning: "maxclients was reached, so applications could not connect.",
          figures: [figureAbove("rejected_connections", rejected, thresholds.rejectedConnections)],
        }),
      );
    }
    return checks;
  });
