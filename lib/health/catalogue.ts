/** What a check is about: the whole deployment, each data instance, or each sentinel. */
export type CheckScope = "deployment" | "instance" | "sentinel";

interface CheckKind {
  readonly label: string;
  readonly scope: CheckScope;
  /** What is compared with what, as a sentence. */
  readonly judges: string;
  /** What to do when it is not ok. */
  readonly advice: string;
}

/** Every check there is: its id is the same on the page, in JSON, in a Nagios line, in an alert rule and in the runbook. */
export const CHECK_CATALOGUE = {
  "one-master": {
    label: "One master",
    scope: "deployment",
    judges: "Exactly one instance says that it is the master, and it is the one the sentinels name.",
    advice: "Wait for the end of a failover; if none is under way, compare what each sentinel believes.",
  },
  "sentinels-answer": {
    label: "Sentinels answer",
    scope: "deployment",
    judges: "At least one sentinel answers.",
    advice: "Start the sentinels, or look at the network between them and the console.",
  },
  "sentinel-answers": {
    label: "Sentinel answers",
    scope: "sentinel",
    judges: "Each configured sentinel answers the console.",
    advice: "Look whether its process runs, and at the network between it and the console.",
  },
  tilt: {
    label: "Tilt",
    scope: "sentinel",
    judges: "No sentinel distrusts its clock; in tilt it watches but starts no failover.",
    advice: "Look whether its host was overloaded or paused, and at its time synchronisation.",
  },
  "sentinel-view": {
    label: "Sentinel's view of the master",
    scope: "sentinel",
    judges: "Each sentinel names the same master as the others, and has it neither in sdown nor in odown.",
    advice: "Look whether it can reach the master and the others; the configuration with the highest epoch wins.",
  },
  "sentinel-number": {
    label: "Number of sentinels",
    scope: "deployment",
    judges: "Every sentinel knows as many sentinels as there should be, and there are at least three.",
    advice:
      "Start what is missing; where one was taken away for good, SENTINEL RESET each of the others, one at a time.",
  },
  "known-replicas": {
    label: "Replicas the sentinels know",
    scope: "sentinel",
    judges: "Each sentinel knows every replica that follows the master, and has none as down that answers the console.",
    advice: "Look at replica-announce-ip and the network; a replica that a sentinel does not know, it cannot promote.",
  },
  quorum: {
    label: "Quorum (CKQUORUM)",
    scope: "deployment",
    judges:
      "The sentinels answer CKQUORUM with yes: enough can be reached to agree on a failover and elect its leader.",
    advice: "Bring sentinels back until a majority of all of them, and the quorum, can be reached.",
  },
  failover: {
    label: "Failover",
    scope: "deployment",
    judges: "No failover is under way.",
    advice: "Wait. Look afterwards why the old master was given up.",
  },
  "stale-replica": {
    label: "Replica that is gone",
    scope: "instance",
    judges: "The sentinels remember no replica that has been gone for as long as the console looks.",
    advice: "Start it; if it is gone for good, SENTINEL RESET each sentinel, one at a time.",
  },
  answers: {
    label: "Answers",
    scope: "instance",
    judges: "The instance answers PING and INFO, lets the console in, and has loaded its data.",
    advice: "Look whether its process runs, whether it hangs, and whether the console's user and password are right.",
  },
  ping: {
    label: "Time of a PING",
    scope: "instance",
    judges: "The time of a PING, measured from the console: the second worst of the last five looks.",
    advice: "Look at its slow log, at the load of its host, and at the network.",
  },
  replicas: {
    label: "Replicas",
    scope: "deployment",
    judges:
      "As many replicas as expected are in step with the master, and at least one of them may be promoted (replica-priority is not 0).",
    advice: "Start what is missing, or correct expectedReplicas in the configuration.",
  },
  "min-replicas": {
    label: "min-replicas-to-write",
    scope: "instance",
    judges: "Where min-replicas-to-write is set, the master has as many replicas in step as it needs to accept writes.",
    advice: "Bring the replicas back; lowering min-replicas-to-write gives up the safety it is for.",
  },
  link: {
    label: "Link to the master",
    scope: "instance",
    judges: "The replica's link is up, it is not copying all data, and its master belongs to the deployment.",
    advice: "Look at the network, and whether masterauth and masteruser are right for the master.",
  },
  lag: {
    label: "Replication lag",
    scope: "instance",
    judges: "How far the replica is behind the master, in bytes and in seconds.",
    advice: "Look at the network between them and at long commands on the replica.",
  },
  "read-only-replica": {
    label: "Replica is read-only",
    scope: "instance",
    judges: "The replica refuses writes of clients.",
    advice: "Set replica-read-only yes.",
  },
  "last-save": {
    label: "Last RDB save",
    scope: "instance",
    judges: "The last background save ended well.",
    advice: "Look at the space and the permissions of its data directory, and at its log.",
  },
  "save-age": {
    label: "Age of the last save",
    scope: "instance",
    judges: "The age of the last RDB save while there are changes to save and no append-only file.",
    advice: "Run BGSAVE, then look at the save points of its configuration.",
  },
  aof: {
    label: "Append-only file",
    scope: "instance",
    judges: "The last write and the last rewrite of the append-only file ended well.",
    advice: "Look at the space and the permissions of its data directory, and at its log.",
  },
  fork: {
    label: "Time of the last fork",
    scope: "instance",
    judges: "How long the last fork, for a save or a synchronisation, held every client up.",
    advice: "Turn transparent huge pages off, or keep less data in one instance.",
  },
  "restart-loss": {
    label: "Data survives a restart",
    scope: "instance",
    judges: "A master has save points or an append-only file, so that it does not come back empty.",
    advice: "Configure save points or appendonly, or make sure that nothing restarts the master by itself.",
  },
  "master-auth": {
    label: "Can follow another master",
    scope: "instance",
    judges: "An instance in a deployment that asks for a password has masterauth, so that it can become a replica.",
    advice: "Set masterauth (and masteruser) on every instance, the master included.",
  },
  memory: {
    label: "Memory against maxmemory",
    scope: "instance",
    judges: "Used memory as a share of maxmemory.",
    advice: "Look for keys without an expiry and for big keys; then raise maxmemory or move data.",
  },
  "host-memory": {
    label: "Memory of the host",
    scope: "instance",
    judges: "Resident memory as a share of the host's memory.",
    advice: "Set maxmemory, give the host more memory, or move data.",
  },
  fragmentation: {
    label: "Fragmentation",
    scope: "instance",
    judges: "Resident memory over used memory, once there are 100 MiB of data.",
    advice: "Turn activedefrag on, or restart the instance when it is a replica.",
  },
  clients: {
    label: "Clients against maxclients",
    scope: "instance",
    judges: "Connected clients as a share of maxclients.",
    advice: "Look for an application that opens connections and keeps them; then raise maxclients.",
  },
  "blocked-clients": {
    label: "Blocked clients",
    scope: "instance",
    judges: "Clients that wait in a blocking command, as a share of maxclients.",
    advice: "Look whether what they wait for is still produced.",
  },
  "rejected-connections": {
    label: "Rejected connections",
    scope: "instance",
    judges: "Connections refused in the last minute because maxclients was reached.",
    advice: "Find who holds the connections, close the idle ones, then raise maxclients.",
  },
  evictions: {
    label: "Evictions",
    scope: "instance",
    judges: "Keys evicted in the last minute because memory was full.",
    advice: "Raise maxmemory or remove data; keep caches apart from what must not be lost.",
  },
  "hit-rate": {
    label: "Hit rate",
    scope: "instance",
    judges: "The share of look-ups of the last minute that found a key, from 100 look-ups.",
    advice: "Look for a flush or a release just now, for short expiries, and for evictions.",
  },
  "default-user": {
    label: "Needs a password",
    scope: "instance",
    judges: "A connection that does not sign in is refused.",
    advice: "Turn the default user off (ACL SETUSER default off), or set requirepass.",
  },
  "server-build": {
    label: "Server build",
    scope: "deployment",
    judges: "Every instance runs a release of Redis or Valkey with the fix for CVE-2025-49844.",
    advice: "Update to a release that has the security fixes.",
  },
} as const satisfies Record<string, CheckKind>;

export type CheckId = keyof typeof CHECK_CATALOGUE;
