import { expect, it } from "vitest";
import type { Forecast } from "#lib/forecast/schema.ts";
import { forecastSentence } from "./forecast-words.ts";

const WELL: Forecast = {
  automaticObstacle: null,
  manualObstacle: null,
  chosen: "10.0.0.2:6379",
  dissent: null,
  replicas: [],
  riskBytes: 0,
  riskSeconds: 0,
};

it.each<[changes: Partial<Forecast>, words: RegExp]>([
  [{}, /10\.0\.0\.2:6379 would take over; it has every write/],
  [{ riskBytes: 2048, riskSeconds: 3 }, /2 KiB of writes, of 3 s are at risk/],
  [{ riskBytes: null }, /is not known/],
  [
    { automaticObstacle: "the master has no replica", chosen: null },
    /nothing would take over: the master has no replica/,
  ],
  [{ dissent: "sentinel a would choose b" }, /do not agree: sentinel a/],
])("says of %o what would happen", (changes, words) => {
  expect(forecastSentence({ ...WELL, ...changes })).toMatch(words);
});
