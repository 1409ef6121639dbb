import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Seal } from "#lib/seal.ts";

/** The end of the chain as it was known at some time; `mac` proves that this console wrote it. */
const AuditAnchor = z.strictObject({ seq: z.int().min(0), hash: z.string().length(64), mac: z.string() });
export type AuditAnchor = z.output<typeof AuditAnchor>;

const FILE = "audit-head.json";

export function signAnchor(seal: Seal, seq: number, hash: string): AuditAnchor {
  return { seq, hash, mac: seal.tag("audit-head", `${seq}:${hash}`) };
}

export function isOurAnchor(seal: Seal, { seq, hash, mac }: AuditAnchor): boolean {
  return mac === signAnchor(seal, seq, hash).mac;
}

/** Kept beside the store and not in it: whoever cuts lines off the log must also know of this file. */
export function writeAnchor(folder: string, anchor: AuditAnchor): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${FILE}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(anchor), { mode: 0o600 });
  renameSync(draft, join(folder, FILE));
}

/** undefined where none was written yet, "unreadable" where the file is not one of ours. */
export function readAnchor(folder: string): AuditAnchor | "unreadable" | undefined {
  try {
    const parsed = AuditAnchor.safeParse(JSON.parse(readFileSync(join(folder, FILE), "utf8")));
    return parsed.success ? parsed.data : "unreadable";
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return "unreadable";
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return undefined;
    throw thrown;
  }
}
