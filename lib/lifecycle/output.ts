import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";

const MOST_BYTES = 65_536;
const MOST_LINE = 2_000;

export interface JobOutput {
  /** Never rejects and never waits: what cannot be stored is lost, and the job goes on. */
  line(text: string): void;
  /** Resolves when every line is stored. */
  close(): Promise<void>;
}

/** Keeps what a job says while it runs: every page that follows the job reads it from the store. */
export async function openOutput({ store, now }: Services, jobId: string): Promise<JobOutput> {
  const { before, bytes } = await store.db
    .selectFrom("job_output")
    .select(({ fn }) => [
      fn.countAll<number>().as("before"),
      fn.sum<number | null>(fn<number>("length", ["line"])).as("bytes"),
    ])
    .where("job_id", "=", jobId)
    .executeTakeFirstOrThrow();
  let nth = Number(before);
  let room = MOST_BYTES - Number(bytes ?? 0);
  let writing: Promise<unknown> = Promise.resolve();
  return {
    line(text) {
      const line = text.slice(0, MOST_LINE);
      if (room <= 0) return;
      room -= line.length;
      const row = { job_id: jobId, nth: nth++, at: now(), line: room > 0 ? line : "… more was said than is kept" };
      writing = writing
        .then(() => store.db.insertInto("job_output").values(row).execute())
        .catch((thrown: unknown) => log.error("a line of a job could not be stored", { job: jobId, thrown }));
    },
    close: async () => void (await writing),
  };
}
