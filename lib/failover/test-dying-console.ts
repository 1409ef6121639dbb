/** A console process without pages, for tests that kill it: runs safe failovers, and ends itself at the step it is told. */
import { readFileSync } from "node:fs";
import { ConsoleConfig } from "#lib/config/schema.ts";
import { createServices } from "#lib/create-services.ts";
import { startJobRunner } from "#lib/jobs/job-runner.ts";
import { safeFailoverJob } from "./failover-job.ts";

const [configFile = "", dieAt = ""] = process.argv.slice(2);
const services = await createServices(ConsoleConfig.parse(JSON.parse(readFileSync(configFile, "utf8"))));
const kind: typeof safeFailoverJob = {
  ...safeFailoverJob,
  run: (job) =>
    safeFailoverJob.run({
      ...job,
      report(progress) {
        job.report(progress);
        const { steps = [] } = (progress.detail ?? {}) as { steps?: { id: string; state: string; words: string }[] };
        const step = steps.find(({ id }) => id === dieAt);
        // In the middle of the step, once it has said something; as kill -9 does: nothing is tidied up.
        if (step?.state === "running" && step.words !== "") process.kill(process.pid, "SIGKILL");
      },
    }),
};
startJobRunner({ services, owner: `process ${process.pid}`, kinds: [kind] });
process.stdout.write("ready\n");
