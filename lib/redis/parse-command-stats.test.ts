import { expect, it } from "vitest";
import { parseCommandStats } from "./parse-command-stats.ts";

it("reads what Redis 7.0.15 counts", () => {
  const text = [
    "# Commandstats",
    "cmdstat_get:calls=21,usec=175,usec_per_call=8.33,rejected_calls=0,failed_calls=2",
    "cmdstat_client|list:calls=1,usec=40,usec_per_call=40.00,rejected_calls=0,failed_calls=0",
    "# Latencystats",
    "latency_percentiles_usec_get:p50=0.001,p99=1.003,p99.9=3.007",
  ].join("\r\n");
  expect(parseCommandStats(text)).toEqual([
    {
      command: "GET",
      calls: 21,
      totalMicroseconds: 175,
      failed: 2,
      percentiles: { p50: 0.001, p99: 1.003, p999: 3.007 },
    },
    { command: "CLIENT LIST", calls: 1, totalMicroseconds: 40, failed: 0, percentiles: undefined },
  ]);
});

it.each(["", "cmdstat_get:", "cmdstat_get:calls=x,usec=1", "cmdstat_<b>:calls=1,usec=1", "cmdstat_get:calls=1"])(
  "makes nothing of rubbish: %j",
  (text) => {
    expect(parseCommandStats(text)).toEqual([]);
  },
);
