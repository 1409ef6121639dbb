/** A console process without pages, for tests that kill it: runs the jobs of its store, and ends itself where it is told to. */
import { readFileSync } from "node:fs";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { createServices } from "#lib/create-services.ts";
import { startJobRunner } from "#lib/jobs/job-runner.ts";
import { flushCacheJob } from "./flush-job.ts";

const [configFile = "", dieAt = "0"] = process.argv.slice(2);
const services = await createServices(ConsoleConfig.parse(JSON.parse(readFileSync(configFile, "utf8"))));
let reports = 0;
const kind: typeof flushCacheJob = {
  ...flushCacheJob,
  run: (job) =>
    flushCacheJob.run({
      ...job,
      report(progress) {
        job.report(progress);
        reports += 1;
        // As kill -9 does: nothing is tidied up.
        if (reports === Number(dieAt)) process.kill(process.pid, "SIGKILL");
      },
    }),
};
startJobRunner({ services, owner: `process ${process.pid}`, kinds: [kind] });
process.stdout.write("ready\n");
