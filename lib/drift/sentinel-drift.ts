import { isIP } from "node:net";
import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { previewOf, variablesFor } from "#lib/environments/preview-for.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { Finding } from "#lib/findings/schema.ts";
import { parseSentinelMaster, type SentinelMaster } from "#lib/redis/parse-sentinel.ts";
import type { DriftQuestion } from "./redis-drift.ts";
import type { DriftCell, DriftInstance, DriftReport } from "./schema.ts";

const STATEMENTS = ["monitor", "quorum", "down-after-milliseconds", "failover-timeout", "parallel-syncs"] as const;
type Statement = (typeof STATEMENTS)[number];

interface Compared {
  readonly instance: DriftInstance;
  readonly cells: readonly (DriftCell | null)[];
}

/** Every Sentinel against the file that it would get: what it says about its master. */
export async function sentinelDrift(question: DriftQuestion): Promise<DriftReport> {
  const { config } = question.connections;
  const addresses = config.kind === "sentinel" ? config.sentinels : [];
  const compared = await Promise.all(addresses.map((address) => compare(question, address)));
  const rows = STATEMENTS.map((statement, at) => {
    const cells = compared.map((one) => one.cells[at] ?? null);
    const live = new Set(cells.flatMap((cell) => (cell === null ? [] : [cell.live])));
    return { directive: `sentinel ${statement}`, isImmutable: false, isSecret: false, isUneven: live.size > 1, cells };
  });
  return { at: question.now, instances: compared.map(({ instance }) => instance), rows };
}

async function compare({ connections, environment, asked }: DriftQuestion, address: string): Promise<Compared> {
  const { config } = connections;
  const managed = config.instances.find(({ kind, host, port }) => kind === "sentinel" && `${host}:${port}` === address);
  const host = [managed?.name, address].find((name) => name !== undefined && environment.hosts.has(name)) ?? null;
  const preview = previewOf(config, "sentinel", variablesFor(environment, { ...asked, host }));
  if (!preview.ok) throw new DomainError("INVALID_INPUT", `There is no file to compare with: ${preview.reason}`);
  const instance: DriftInstance = {
    address,
    name: managed?.name ?? null,
    role: "sentinel",
    host,
    silence: null,
    withoutHostFile: "A Sentinel writes its own state into its file: what it answers is compared.",
    consequences: [],
  };
  try {
    const masterName = config.kind === "sentinel" ? config.masterName : "";
    const handle = await connections.sentinel(address);
    const reply = await handle.run("SENTINEL MASTER", (redis) => redis.call("SENTINEL", "MASTER", masterName));
    const wanted = wantedBy(preview.text, masterName);
    const live = liveOf(parseSentinelMaster(reply));
    const consequences = revertedState(address, wanted, live);
    return {
      instance: { ...instance, consequences },
      cells: STATEMENTS.map((statement) => cellOf(statement, wanted, live)),
    };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { instance: { ...instance, silence: { message: thrown.message, advice: thrown.advice } }, cells: [] };
  }
}

type Values = ReadonlyMap<Statement, string>;

function wantedBy(text: string, masterName: string): Values {
  const values = new Map<Statement, string>();
  for (const { name, args } of parseConfigFile(text)) {
    if (name !== "sentinel" || args[1] !== masterName) continue;
    const statement = STATEMENTS.find((known) => known === args[0]);
    if (statement === "monitor") {
      values.set("monitor", `${args[2]} ${args[3]}`);
      values.set("quorum", args[4] ?? "");
    } else if (statement !== undefined) values.set(statement, args[2] ?? "");
  }
  return values;
}

function liveOf(master: SentinelMaster | undefined): Values {
  const at = master?.address?.lastIndexOf(":") ?? -1;
  const address = at < 0 ? undefined : `${master?.address?.slice(0, at)} ${master?.address?.slice(at + 1)}`;
  const figures: [Statement, string | number | undefined][] = [
    ["monitor", address],
    ["quorum", master?.quorum],
    ["down-after-milliseconds", master?.downAfterMs],
    ["failover-timeout", master?.failoverTimeoutMs],
    ["parallel-syncs", master?.parallelSyncs],
  ];
  return new Map(figures.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}

function cellOf(statement: Statement, wanted: Values, live: Values): DriftCell {
  const [rendered, answer] = [wanted.get(statement), live.get(statement)];
  const isSame = rendered === answer;
  const state = answer === undefined ? "unknown" : isSame ? "same" : statement === "monitor" ? "owned" : "differs";
  return { rendered: rendered ?? null, onHost: null, live: answer ?? null, state, isHostBehind: false };
}

function revertedState(address: string, wanted: Values, live: Values): Finding[] {
  const [file, now] = [wanted.get("monitor"), live.get("monitor")];
  if (file === undefined || now === undefined || file === now) return [];
  // A Sentinel answers with the address of a name: that alone shows no failover.
  const isName = isIP(file.split(" ")[0] ?? "") === 0;
  return [
    {
      rule: "sentinel-redeploy",
      severity: isName ? "warning" : "error",
      lines: [],
      message: `Deploying this to ${address} ${isName ? "may make" : "makes"} it forget the last failover.`,
      why: `It watches the master at ${now} now, and the file names ${file}; its epochs and what it knows of the others are in the file too.`,
      fix: "Deploy sentinel.conf only where there is none yet; change a running Sentinel with SENTINEL SET.",
    },
  ];
}
