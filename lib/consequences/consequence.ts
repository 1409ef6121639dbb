import type { Setting } from "#lib/directives/read-settings.ts";
import type { Found } from "#lib/findings/rule.ts";
import type { InstanceFigures } from "#lib/topology/schema.ts";

/** One instance before a file is deployed to it. */
export interface Meeting {
  readonly address: string;
  readonly role: "master" | "replica" | "unknown";
  readonly usesSentinel: boolean;
  readonly holdsSessions: boolean;
  /** What the file sets. */
  readonly rendered: ReadonlyMap<string, Setting>;
  /** As CONFIG GET would answer after a restart with the file. */
  after(name: string): string | undefined;
  /** As CONFIG GET answers now. */
  now(name: string): string | undefined;
  /** Directives whose secret is known to be another one. */
  readonly changedSecrets: ReadonlySet<string>;
  /** The poller's last figures; null while it gave none. */
  readonly figures: InstanceFigures | null;
  /** How many other instances keep their data on disk now. */
  readonly persistentOthers: number;
  /** What the file on the host sets now, where the console may read it. */
  readonly onHost: ReadonlyMap<string, Setting> | undefined;
  /** Folders that the file names and its host does not have; undefined where the console cannot look. */
  readonly missingFolders: ReadonlySet<string> | undefined;
}

/** What a deploy would do to an instance, from what it is doing now. */
export interface ConsequenceRule {
  readonly id: string;
  check(meeting: Meeting): readonly Found[];
}

/** The lines of the file that a consequence comes from. */
export function linesOf({ rendered }: Meeting, ...names: string[]): number[] {
  return names.flatMap((name) => [...(rendered.get(name)?.lines ?? [])]);
}

/** Whether the file would change a directive. */
export function isChanging({ after, now }: Meeting, name: string): boolean {
  return after(name) !== undefined && now(name) !== undefined && after(name) !== now(name);
}

export function isPersistent(value: (name: string) => string | undefined): boolean {
  return value("appendonly") === "yes" || (value("save") ?? "") !== "";
}

/** Keys in all logical databases. */
export function keysOf({ figures }: Meeting): number {
  return figures?.keyspace.reduce((sum, { keys }) => sum + keys, 0) ?? 0;
}

/** Those that have a time to live, which alone a volatile policy evicts. */
export function mortalKeysOf({ figures }: Meeting): number {
  return figures?.keyspace.reduce((sum, { expires }) => sum + expires, 0) ?? 0;
}
