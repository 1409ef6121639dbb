import type { ConsequenceRule } from "./consequence.ts";
import { addressMoves } from "./rules/address-moves.ts";
import { aofByRestart } from "./rules/aof-by-restart.ts";
import { aofMoved } from "./rules/aof-moved.ts";
import { clientsLowered } from "./rules/clients-lowered.ts";
import { databasesTooFew } from "./rules/databases-too-few.ts";
import { dumpMoved } from "./rules/dump-moved.ts";
import { evictionBegins } from "./rules/eviction-begins.ts";
import { evictionEnds } from "./rules/eviction-ends.ts";
import { failoverReverted } from "./rules/failover-reverted.ts";
import { folderMissing } from "./rules/folder-missing.ts";
import { memoryOfHost } from "./rules/memory-of-host.ts";
import { memoryTooSmall } from "./rules/memory-too-small.ts";
import { needsRestart } from "./rules/needs-restart.ts";
import { passwordChanges } from "./rules/password-changes.ts";
import { persistenceEnds } from "./rules/persistence-ends.ts";
import { tooFewReplicas } from "./rules/too-few-replicas.ts";
import { tooManyClients } from "./rules/too-many-clients.ts";

export const CONSEQUENCES: readonly ConsequenceRule[] = [
  addressMoves,
  aofByRestart,
  aofMoved,
  clientsLowered,
  databasesTooFew,
  dumpMoved,
  evictionBegins,
  evictionEnds,
  failoverReverted,
  folderMissing,
  memoryOfHost,
  memoryTooSmall,
  needsRestart,
  passwordChanges,
  persistenceEnds,
  tooFewReplicas,
  tooManyClients,
];
