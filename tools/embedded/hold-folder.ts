import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writePrivateFile } from "./write-private-file.ts";

/** One console at a time: the second would share the servers that the first one stops. Answers what lets go again. */
export function holdFolder(folder: string): () => void {
  const file = join(folder, "started-by.pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (holder > 0 && holder !== process.pid && isStart(holder)) {
    throw new Error(
      `The embedded deployment in ${folder} is in use by process ${holder}. Stop that one first, or use it.`,
    );
  }
  writePrivateFile(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** A process of that number may be anything by now. */
function isStart(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, "utf8").includes("tools/start/main.ts");
}
