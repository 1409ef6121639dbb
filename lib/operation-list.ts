import { planApply } from "#lib/apply/plan-apply.ts";
import { startApply } from "#lib/apply/start-apply.ts";
import { checkAudit } from "#lib/audit/check-audit.ts";
import { listAudit } from "#lib/audit/list-audit.ts";
import { listBackups } from "#lib/backups/list-backups.ts";
import { saveNow } from "#lib/backups/save-now.ts";
import { runBootCheck } from "#lib/boot-check/run-boot-check.ts";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { flushCache, flushLargeCache } from "#lib/cache/flush-cache.ts";
import { planFlush } from "#lib/cache/plan-flush.ts";
import { sampleNamespaces } from "#lib/cache/sample-namespaces.ts";
import { searchCache } from "#lib/cache/search-cache.ts";
import { showCacheValue } from "#lib/cache/show-value.ts";
import { clearCase } from "#lib/cases/clear-case.ts";
import { lookAtCase } from "#lib/cases/look-at-case.ts";
import { planCase } from "#lib/cases/plan-case.ts";
import { readDrift } from "#lib/drift/read-drift.ts";
import { getConfigSources } from "#lib/environments/get-config-sources.ts";
import { listDrills } from "#lib/failover/list-drills.ts";
import { planFailover } from "#lib/failover/plan-failover.ts";
import { resetSentinels } from "#lib/failover/reset-sentinels.ts";
import { runDrill } from "#lib/failover/run-drill.ts";
import { startNativeFailover, startSafeFailover } from "#lib/failover/start-failover.ts";
import { getHistory } from "#lib/history/get-history.ts";
import { killClient } from "#lib/inspect/kill-client.ts";
import { listClients } from "#lib/inspect/list-clients.ts";
import { readBigKeys } from "#lib/inspect/read-big-keys.ts";
import { readConfig } from "#lib/inspect/read-config.ts";
import { readKeyspace } from "#lib/inspect/read-keyspace.ts";
import { readLatency } from "#lib/inspect/read-latency.ts";
import { readMemory } from "#lib/inspect/read-memory.ts";
import { readSlowlog } from "#lib/inspect/read-slowlog.ts";
import { sampleBigKeys } from "#lib/inspect/sample-big-keys.ts";
import { cancelJob } from "#lib/jobs/cancel-job.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { pauseJob, unpauseJob } from "#lib/jobs/pause-job.ts";
import { resumeJob } from "#lib/jobs/resume-job.ts";
import { restartInstance, startInstance, stopInstance } from "#lib/lifecycle/act.ts";
import { listManaged } from "#lib/lifecycle/list-managed.ts";
import { planAction } from "#lib/lifecycle/plan-action.ts";
import { watchOutput } from "#lib/lifecycle/watch-output.ts";
import { getCheckQueries } from "#lib/metrics/get-check-queries.ts";
import { getNotificationStatus } from "#lib/notifications/get-notification-status.ts";
import { sendTestNotification } from "#lib/notifications/send-test-notification.ts";
import { diagnoseDelivery } from "#lib/pubsub/diagnose-delivery.ts";
import { listChannels } from "#lib/pubsub/list-channels.ts";
import { listSamples } from "#lib/pubsub/list-samples.ts";
import { publishMessage } from "#lib/pubsub/publish-message.ts";
import { removeSample } from "#lib/pubsub/remove-sample.ts";
import { saveSample } from "#lib/pubsub/save-sample.ts";
import { sendReceipt } from "#lib/pubsub/send-receipt.ts";
import { tailChannels } from "#lib/pubsub/tail-channels.ts";
import { findHashedLimits } from "#lib/rate-limits/find-hashed-limits.ts";
import { findLimits } from "#lib/rate-limits/find-limits.ts";
import { planReset } from "#lib/rate-limits/plan-reset.ts";
import { resetByPattern } from "#lib/rate-limits/reset-by-pattern.ts";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { watchLimits } from "#lib/rate-limits/watch-limits.ts";
import { planRound } from "#lib/rolling/plan-round.ts";
import { startRound } from "#lib/rolling/start-round.ts";
import { countSessions } from "#lib/sessions/count-sessions.ts";
import { exportLedger } from "#lib/sessions/export-ledger.ts";
import { planCohort } from "#lib/sessions/plan-cohort.ts";
import { planRevocation } from "#lib/sessions/plan-revocation.ts";
import { readLedger, readRevocation } from "#lib/sessions/read-ledger.ts";
import { recheckRevocation } from "#lib/sessions/recheck-revocation.ts";
import { revokeCohort } from "#lib/sessions/revoke-cohort.ts";
import { revokeManySessions, revokeSessions } from "#lib/sessions/revoke-sessions.ts";
import { searchSessions } from "#lib/sessions/search-sessions.ts";
import { showSession } from "#lib/sessions/show-session.ts";
import { confirmIdentity } from "#lib/sign-in/confirm-identity.ts";
import { endSignIn } from "#lib/sign-in/end-sign-in.ts";
import { listSignIns } from "#lib/sign-in/list-sign-ins.ts";
import { signOut } from "#lib/sign-in/sign-out.ts";
import { listFailovers } from "#lib/timeline/list-failovers.ts";
import { listTimeline } from "#lib/timeline/list-timeline.ts";
import { getCheckFaces } from "#lib/topology/get-check-faces.ts";
import { getTopology } from "#lib/topology/get-topology.ts";
import { watchTopology } from "#lib/topology/watch-topology.ts";
import { restoreUndo } from "#lib/undo/restore-undo.ts";

/** Everything the console can do. What is not here does not exist: a test compares it with the files. */
export const OPERATIONS = [
  getTopology,
  watchTopology,
  getCheckFaces,
  getHistory,
  listTimeline,
  listFailovers,
  searchSessions,
  countSessions,
  showSession,
  planRevocation,
  revokeSessions,
  revokeManySessions,
  planCohort,
  revokeCohort,
  recheckRevocation,
  readRevocation,
  readLedger,
  exportLedger,
  lookAtCase,
  planCase,
  clearCase,
  sampleNamespaces,
  searchCache,
  showCacheValue,
  deleteCacheKeys,
  planFlush,
  restoreUndo,
  flushCache,
  flushLargeCache,
  watchLimits,
  findLimits,
  findHashedLimits,
  resetLimits,
  planReset,
  resetByPattern,
  planFailover,
  startSafeFailover,
  startNativeFailover,
  resetSentinels,
  runDrill,
  listDrills,
  planRound,
  startRound,
  listChannels,
  publishMessage,
  sendReceipt,
  tailChannels,
  diagnoseDelivery,
  listSamples,
  saveSample,
  removeSample,
  listJobs,
  cancelJob,
  resumeJob,
  pauseJob,
  unpauseJob,
  listAudit,
  checkAudit,
  listSignIns,
  endSignIn,
  confirmIdentity,
  signOut,
  readSlowlog,
  readLatency,
  listClients,
  killClient,
  readMemory,
  readKeyspace,
  readConfig,
  sampleBigKeys,
  readBigKeys,
  getNotificationStatus,
  sendTestNotification,
  getCheckQueries,
  listManaged,
  getConfigSources,
  runBootCheck,
  readDrift,
  planApply,
  startApply,
  planAction,
  startInstance,
  stopInstance,
  restartInstance,
  watchOutput,
  listBackups,
  saveNow,
];
