import { findConsequences } from "#lib/consequences/find-consequences.ts";
import { findDirective } from "#lib/directives/directive-table.ts";
import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { readSettings, type Setting } from "#lib/directives/read-settings.ts";
import type { Environment } from "#lib/environments/list-environments.ts";
import { previewOf, variablesFor } from "#lib/environments/preview-for.ts";
import { DomainError } from "#lib/errors.ts";
import type { Preview } from "#lib/preview/preview-file.ts";
import type { PreviewInput } from "#lib/preview/schema.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { InstanceSnapshot, Topology } from "#lib/topology/schema.ts";
import { compareInstance } from "./compare-instance.ts";
import { lookAtInstance, type SeenInstance } from "./look-at-instance.ts";
import { meetInstance } from "./meet-instance.ts";
import type { DriftCell, DriftInstance, DriftReport, DriftRow } from "./schema.ts";
import { secretTags } from "./secret-tags.ts";

export interface DriftQuestion {
  readonly connections: DeploymentConnections;
  readonly environment: Environment;
  readonly asked: Omit<PreviewInput, "deployment">;
  readonly topology: Pick<Topology, "instances" | "sentinels">;
  readonly makeTag: (purpose: string, plain: string) => string;
  readonly now: number;
}

interface Compared {
  readonly instance: DriftInstance;
  readonly cells: ReadonlyMap<string, DriftCell>;
}

/** Every data instance against the file that it would get, and against the others. */
export async function redisDrift(question: DriftQuestion): Promise<DriftReport> {
  const { connections, environment, topology, now } = question;
  const { tag } = secretTags(connections.config, new Map(), question.makeTag);
  const seen = await Promise.all(
    topology.instances.map(({ address }) => lookAtInstance(connections, environment, address, tag)),
  );
  const compared = seen.map((one, at) => compare(question, seen, one, topology.instances[at]));
  return { at: now, instances: compared.map(({ instance }) => instance), rows: toRows(compared) };
}

function compare(
  { connections, environment, asked, makeTag }: DriftQuestion,
  all: readonly SeenInstance[],
  seen: SeenInstance,
  snapshot: InstanceSnapshot | undefined,
): Compared {
  const host = seen.host ?? null;
  const variables = variablesFor(environment, { ...asked, host });
  const preview = previewOf(connections.config, "redis", variables);
  if (!preview.ok) throw new DomainError("INVALID_INPUT", `There is no file to compare with: ${preview.reason}`);
  const rendered = settingsOf(preview);
  const deployed = settingsOf(
    previewOf(connections.config, "redis", variablesFor(environment, { ...asked, host, edits: [] })),
  );
  const cells = compareInstance(seen, rendered, secretTags(connections.config, variables, makeTag));
  const others = all.filter((other) => other !== seen);
  const meeting = meetInstance({ config: connections.config, seen, others, rendered, deployed, cells, snapshot });
  const instance: DriftInstance = {
    address: seen.address,
    name: seen.managed?.name ?? null,
    role: snapshot?.role ?? "unknown",
    host: seen.host ?? null,
    silence: seen.silence ?? null,
    withoutHostFile: seen.withoutHostFile ?? null,
    consequences: seen.live === undefined ? [] : findConsequences(meeting),
  };
  return { instance, cells };
}

function settingsOf(preview: Preview): ReadonlyMap<string, Setting> {
  return readSettings(parseConfigFile(preview.ok ? preview.text : ""));
}

/** Each differs from instance to instance by its nature. */
const OWN = new Set(["port", "tls-port", "dir", "pidfile", "logfile", "bind", "replicaof", "aclfile", "dbfilename"]);

function toRows(compared: readonly Compared[]): DriftRow[] {
  const names = [...new Set(compared.flatMap(({ cells }) => [...cells.keys()]))].sort();
  return names.flatMap((directive) => {
    const cells = compared.map((one) => one.cells.get(directive) ?? null);
    const live = new Set(cells.flatMap((cell) => (cell === null ? [] : [cell.live])));
    const wanted = new Set(cells.flatMap((cell) => (cell === null ? [] : [cell.rendered])));
    const isOwn = OWN.has(directive) || directive.startsWith("replica-announce") || directive === "appendfilename";
    const isUneven = live.size > 1 && wanted.size <= 1 && !isOwn;
    const isQuiet = cells.every(
      (cell) => cell === null || (cell.state === "same" && cell.rendered === null && !cell.isHostBehind),
    );
    if (isQuiet && !isUneven) return [];
    const { isImmutable = false, isSecret = false } = findDirective(directive) ?? {};
    return [{ directive, isImmutable, isSecret, isUneven, cells }];
  });
}
