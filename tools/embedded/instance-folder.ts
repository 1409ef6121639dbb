import { join } from "node:path";

export function instanceFolder(folder: string, kind: "redis" | "sentinel", port: number): string {
  return join(folder, `${kind}-${port}`);
}
