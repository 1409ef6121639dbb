// Start to first page, and the JavaScript that each page loads first.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildIfNeeded } from "#tools/build/build-if-needed.ts";
import { startEmbedded } from "#tools/embedded/start-embedded.ts";
import { freePort } from "#tools/start/free-port.ts";
import { startWeb } from "#tools/start/start-web.ts";
import { median } from "./median.ts";
import { signIn } from "./sign-in.ts";

const BUDGET_KB = 180;
const STARTS = 3;
const PAGES = ["/login", "/embedded/overview", "/embedded/sessions"];

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "console-bench-"));
buildIfNeeded(root);
const port = await freePort(21_000);
const embedded = await startEmbedded({ root, folder, port, isReset: false });
const startMs: number[] = [];
try {
  for (let round = 0; round < STARTS; round++) {
    const startedAt = performance.now();
    const web = await startWeb({ root, port, isDev: false, environment: embedded.environment });
    await fetch(`http://127.0.0.1:${port}/login`).then((answer) => answer.text());
    startMs.push(performance.now() - startedAt);
    if (round === STARTS - 1) await measurePages();
    await web.stop();
  }
  console.log(`start to first page: ${Math.round(median(startMs))} ms (median of ${STARTS})`);
} finally {
  await embedded.stop();
  rmSync(folder, { recursive: true });
}

async function measurePages(): Promise<void> {
  const base = `http://127.0.0.1:${port}`;
  const users: { role: string; password: string; name: string }[] = JSON.parse(
    readFileSync(join(folder, "demo-users.json"), "utf8"),
  );
  const sre = users.find(({ role }) => role === "sre");
  const cookie = sre === undefined ? "" : await signIn(base, sre.name, sre.password);
  for (const page of PAGES) {
    const answer = await fetch(`${base}${page}`, { headers: page === "/login" ? {} : { cookie }, redirect: "manual" });
    if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}.`);
    const html = await answer.text();
    // Browsers of today do not load what is marked for those without modules.
    const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
    const scripts = new Set(tags.map(([, source]) => source ?? ""));
    const sizes = await Promise.all(
      [...scripts].map(
        async (source) => gzipSync(await fetch(`${base}${source}`).then((answer) => answer.bytes())).length,
      ),
    );
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    const verdict = kilobytes <= BUDGET_KB ? "within" : "OVER";
    console.log(
      `${page.padEnd(22)} ${kilobytes.toFixed(1)} kB gzip first-load JS in ${scripts.size} files, ${verdict} the budget of ${BUDGET_KB} kB`,
    );
  }
}
