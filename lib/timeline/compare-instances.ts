import { writeSeconds } from "#lib/health/write-figure.ts";
import type { InstanceSnapshot } from "#lib/topology/schema.ts";
import { type Change, SEEN_ONCE_MS } from "./change.ts";
import { compareSaves } from "./compare-saves.ts";
import { compareSilence } from "./compare-silence.ts";

export function compareInstances(before: InstanceSnapshot, after: InstanceSnapshot): Change[] {
  const name = `${after.role === "unknown" ? "Instance" : capital(after.role)} ${after.address}`;
  return [
    ...compareSilence(name, before, after, before.figuresAt),
    ...(after.silence === null ? compareFigures(name, before, after) : []),
  ];
}

function compareFigures(name: string, before: InstanceSnapshot, after: InstanceSnapshot): Change[] {
  const [old, now] = [before.figures, after.figures];
  if (old === null || now === null) return [];
  const hasRestarted = old.runId !== now.runId;
  return [
    ...(hasRestarted ? [restart(name, now.uptimeSeconds, now.runId)] : []),
    ...(old.version === now.version
      ? []
      : [
          {
            kind: "instance" as const,
            title: `${name} runs version ${now.version}, no longer ${old.version}`,
            subject: "version",
            mark: now.version,
          },
        ]),
    ...compareRoles(before, after),
    ...compareLinks(name, old, now),
    ...(hasRestarted ? [] : compareSaves(name, old.persistence, now.persistence)),
  ];
}

function restart(name: string, uptimeSeconds: number, runId: string): Change {
  return {
    kind: "restart",
    severity: "warning",
    title: `${name} was started again`,
    detail: `It has been up for ${writeSeconds(uptimeSeconds)}.`,
    subject: "run",
    mark: runId,
    withinMs: SEEN_ONCE_MS,
  };
}

function compareRoles(before: InstanceSnapshot, after: InstanceSnapshot): Change[] {
  if (before.role === after.role || before.role === "unknown" || after.role === "unknown") return [];
  const title = `${after.address} is a ${after.role} now, no longer a ${before.role}`;
  return [{ kind: "instance", severity: "warning", title, subject: "role", mark: after.role }];
}

type Figures = NonNullable<InstanceSnapshot["figures"]>;

function compareLinks(name: string, { replication: old }: Figures, { replication: now }: Figures): Change[] {
  const master = now.masterAddress;
  const isMoved = old.masterAddress !== null && master !== null && old.masterAddress !== master;
  const about = { kind: "link", subject: "link", mark: `${master} ${now.isLinkUp}` } as const;
  const moved: Change = { kind: "link", title: `${name} follows ${master}`, subject: "follows", mark: master };
  const isLost = old.isLinkUp === true && now.isLinkUp === false;
  const isBack = old.isLinkUp === false && now.isLinkUp === true;
  return [
    ...(isMoved ? [moved] : []),
    ...(isLost ? [{ ...about, severity: "warning" as const, title: `${name} lost the link to its master` }] : []),
    ...(isBack ? [{ ...about, title: `${name} has its link to the master again` }] : []),
    ...(now.isSyncing && !old.isSyncing
      ? [{ kind: "link" as const, title: `${name} copies all data of its master`, subject: "sync", mark: true }]
      : []),
  ];
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
