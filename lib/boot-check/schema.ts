import { z } from "zod";

/** What a real server made of a rendered file. */
export const BootCheck = z.object({
  /** absent: no redis-server is installed where the console runs. */
  outcome: z.enum(["started", "refused", "unfinished", "absent"]),
  version: z.string().nullable(),
  /** What kept the server apart from everything else. */
  sandbox: z.object({ hasNoNetwork: z.boolean(), isUnprivileged: z.boolean() }),
  tookMs: z.number(),
  /** In the server's own words, without what it quotes. */
  error: z.object({ line: z.number().nullable(), reason: z.string() }).nullable(),
  /** Directives that it reads back as they were meant. */
  same: z.number(),
  different: z.array(z.object({ name: z.string(), lines: z.array(z.number()), meant: z.string(), read: z.string() })),
  /** maxclients, where the console's own host allows too few open files for it; the target's may allow more. */
  lowered: z.object({ meant: z.string(), read: z.string() }).nullable(),
  /** Lines that were replaced for the check, and why. */
  replaced: z.array(z.object({ line: z.number(), name: z.string(), why: z.string() })),
  /** Of a Sentinel: whether it starts again from the file that it has rewritten. */
  startsAgain: z.boolean().nullable(),
});
export type BootCheck = z.infer<typeof BootCheck>;
