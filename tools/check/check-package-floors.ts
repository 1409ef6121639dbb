// Versions below these have published advisories that touch how the console uses them.
import { readFileSync } from "node:fs";
import { z } from "zod";

const FLOORS: Record<string, string> = {
  next: "16.4.5",
  "next-auth": "4.24.15",
  ioredis: "6.0.0",
  "react-dom": "19.3.1",
  zod: "4.6.7",
};

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const { packages } = Lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

let below = 0;
for (const [name, floor] of Object.entries(FLOORS)) {
  const version = packages[`node_modules/${name}`]?.version ?? "0.0.0";
  if (isBelow(version, floor)) {
    console.error(`${name} ${version} is below ${floor}`);
    below += 1;
  }
}
console.log(`${Object.keys(FLOORS).length} packages at or above their floors: ${below === 0 ? "yes" : "no"}`);
process.exit(below === 0 ? 0 : 1);

function isBelow(version: string, floor: string): boolean {
  const parts = (text: string) => text.split(/[.-]/).map(Number);
  const [a, b] = [parts(version), parts(floor)];
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
