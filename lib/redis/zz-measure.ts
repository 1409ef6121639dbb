import { startTestDeployment } from "./test-deployment.ts";
import { createDeploymentRegistry } from "./deployment-registry.ts";
const d = await startTestDeployment({ replicas: 2, sentinels: 3 });
const reg = (m = {}) => createDeploymentRegistry({ test: d.config(m) }, { readSecret: () => "" }).get("test");
const t = async (label: string, work: () => Promise<unknown>) => { const s = performance.now(); const r = await work().then((x) => "ok", (e) => `${e.code} ${e.message}`); console.log(label, Math.round(performance.now() - s), "ms", r); };
let c = reg();
await t("first master", () => c.master(0, "write"));
await t("again read", () => c.master(0, "read"));
await t("again write", () => c.master(0, "write"));
await t("100 writes handles", async () => { for (let i = 0; i < 100; i++) await c.master(0, "write"); });
d.sentinels[0]!.pause();
c = reg(); await t("cold, first sentinel paused", () => c.master(0, "write"));
d.sentinels[1]!.pause();
c = reg(); await t("cold, 2 sentinels paused", () => c.master(0, "write"));
d.sentinels[0]!.resume(); d.sentinels[1]!.resume();
c = reg(); await c.master(0, "write"); for (const s of d.sentinels) s.pause();
await new Promise((r) => setTimeout(r, 600));
for (let i = 0; i < 4; i++) { await t("all sentinels hang: read", () => c.master(0, "read")); await t("all sentinels hang: write", () => c.master(0, "write")); }
for (const s of d.sentinels) s.resume();
await new Promise((r) => setTimeout(r, 3000));
await t("after resume", () => c.master(0, "write"));
const h = await c.master(0, "write"); d.master.pause();
await t("SIGSTOP run", () => h.run("SET", (r) => r.set("a", "1")));
await t("SIGSTOP master", () => c.master(0, "write"));
const start = performance.now(); let ok = false; while (!ok) { const s = performance.now(); ok = await c.master(0, "write").then((m) => m.run("SET", (r) => r.set("b", "1"))).then(() => true, (e) => (console.log("  ", Math.round(performance.now() - s), e.code, e.message), false)); await new Promise((r) => setTimeout(r, 100)); if (performance.now() - start > 15000) break; }
console.log("recovered after", Math.round(performance.now() - start), ok);
await d.stop(); process.exit(0);
