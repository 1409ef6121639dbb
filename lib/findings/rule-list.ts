import type { Rule } from "./rule.ts";
import { aclShadow } from "./rules/acl-shadow.ts";
import { aclTwoPlaces } from "./rules/acl-two-places.ts";
import { announceMissing } from "./rules/announce-missing.ts";
import { bindAny } from "./rules/bind-any.ts";
import { bindEmpty } from "./rules/bind-empty.ts";
import { bindNoLoopback } from "./rules/bind-no-loopback.ts";
import { daemonizeSupervised } from "./rules/daemonize-supervised.ts";
import { dirTmp } from "./rules/dir-tmp.ts";
import { directiveCheck } from "./rules/directive-check.ts";
import { duplicateDirective } from "./rules/duplicate-directive.ts";
import { evictionSessions } from "./rules/eviction-sessions.ts";
import { failoverTimeout } from "./rules/failover-timeout.ts";
import { fsync } from "./rules/fsync.ts";
import { inlineComment } from "./rules/inline-comment.ts";
import { keyspaceCost } from "./rules/keyspace-cost.ts";
import { keyspaceNone } from "./rules/keyspace-none.ts";
import { masterauthMismatch } from "./rules/masterauth-mismatch.ts";
import { maxmemoryMissing } from "./rules/maxmemory-missing.ts";
import { maxmemoryUnit } from "./rules/maxmemory-unit.ts";
import { minReplicas } from "./rules/min-replicas.ts";
import { noPassword } from "./rules/no-password.ts";
import { noPersistence } from "./rules/no-persistence.ts";
import { noevictionCache } from "./rules/noeviction-cache.ts";
import { parallelSyncs } from "./rules/parallel-syncs.ts";
import { passwordChars } from "./rules/password-chars.ts";
import { passwordLiteral } from "./rules/password-literal.ts";
import { passwordWeak } from "./rules/password-weak.ts";
import { protectedModeNo } from "./rules/protected-mode-no.ts";
import { renameConfig } from "./rules/rename-config.ts";
import { replicaNoMasterauth } from "./rules/replica-no-masterauth.ts";
import { replicaofStatic } from "./rules/replicaof-static.ts";
import { runsCode } from "./rules/runs-code.ts";
import { saveImplicit } from "./rules/save-implicit.ts";
import { sentinelBind } from "./rules/sentinel-bind.ts";
import { sentinelDownAfter } from "./rules/sentinel-down-after.ts";
import { sentinelHostname } from "./rules/sentinel-hostname.ts";
import { sentinelMasterLocal } from "./rules/sentinel-master-local.ts";
import { sentinelQuorum } from "./rules/sentinel-quorum.ts";
import { sentinelStatement } from "./rules/sentinel-statement.ts";
import { sessionsNotDurable } from "./rules/sessions-not-durable.ts";
import { unquotedSecret } from "./rules/unquoted-secret.ts";
import { valueInvisible } from "./rules/value-invisible.ts";
import { valueNewline } from "./rules/value-newline.ts";
import { volatileNoTtl } from "./rules/volatile-no-ttl.ts";

/** Every rule about a file alone. What needs the running instances too is in lib/consequences. */
export const RULES: readonly Rule[] = [
  aclShadow,
  aclTwoPlaces,
  announceMissing,
  bindAny,
  bindEmpty,
  bindNoLoopback,
  daemonizeSupervised,
  dirTmp,
  directiveCheck,
  duplicateDirective,
  evictionSessions,
  failoverTimeout,
  fsync,
  inlineComment,
  keyspaceCost,
  keyspaceNone,
  masterauthMismatch,
  maxmemoryMissing,
  maxmemoryUnit,
  minReplicas,
  noPassword,
  noPersistence,
  noevictionCache,
  parallelSyncs,
  passwordChars,
  passwordLiteral,
  passwordWeak,
  protectedModeNo,
  renameConfig,
  replicaNoMasterauth,
  replicaofStatic,
  runsCode,
  saveImplicit,
  sentinelBind,
  sentinelDownAfter,
  sentinelHostname,
  sentinelMasterLocal,
  sentinelQuorum,
  sentinelStatement,
  sessionsNotDurable,
  unquotedSecret,
  valueInvisible,
  valueNewline,
  volatileNoTtl,
];
