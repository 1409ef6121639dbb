import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { Forecast, ReplicaVerdict } from "#lib/forecast/schema.ts";

/** One sentence: what would happen if the master failed now, and what it would cost. */
export function forecastSentence(forecast: Forecast): string {
  const { automaticObstacle, chosen, dissent } = forecast;
  if (automaticObstacle !== null) return `If the master failed now, nothing would take over: ${automaticObstacle}.`;
  const other = dissent === null ? "" : ` They do not agree: ${dissent}.`;
  return `If the master failed now, ${chosen} would take over; ${riskWords(forecast)}.${other}`;
}

export function riskWords({ riskBytes, riskSeconds }: Forecast): string {
  if (riskBytes === null) return "how many writes it lacks is not known";
  if (riskBytes === 0) return "it has every write of the master's";
  const time = riskSeconds === null || riskSeconds < 1 ? "" : `, of ${formatDuration(riskSeconds * 1000)}`;
  return `${formatBytes(riskBytes)} of writes${time} are at risk`;
}

/** "would take over", or why not. */
export function verdictWords({ isChosen, obstacle, behind }: ReplicaVerdict): string {
  if (isChosen) return "would take over";
  return obstacle ?? behind ?? "could take over";
}
