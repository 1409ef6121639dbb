import type { CheckId } from "#lib/health/catalogue.ts";

/** Where to look, in the order in which it is worth looking. */
export const RUNBOOK_STEPS = {
  "one-master": [
    "Open the overview: the timeline tells whether a failover is under way or has just ended, and its story why.",
    "Ask each sentinel: `redis-cli -p 26379 SENTINEL GET-MASTER-ADDR-BY-NAME <master name>`. They should say the same.",
    "Ask each instance: `redis-cli -h <host> -p <port> ROLE`.",
    "With two masters, stop the applications that still write to the old one before anything else: what it takes is lost when it becomes a replica.",
  ],
  "sentinels-answer": [
    "The instances may be well: only failover and the discovery of the master are gone. Applications that are connected stay connected.",
    "Look at the processes on their hosts: `scripts/manage_sentinel.sh status`, then their logs.",
    "From the console's host: `redis-cli -h <sentinel> -p 26379 PING`.",
  ],
  "sentinel-answers": [
    "`scripts/manage_sentinel.sh status` on its host, then its log.",
    "From the console's host: `redis-cli -h <sentinel> -p 26379 PING`. NOAUTH or WRONGPASS: compare `sentinelUser` in the configuration.",
  ],
  tilt: [
    "Tilt ends by itself 30 s after the last surprise. When it comes again, the host is overloaded, was paused (a snapshot, a migration), or its clock jumps.",
    "Look at the load, at steal time, and at `chronyc tracking` on the sentinel's host.",
  ],
  "sentinel-view": [
    "sdown is one sentinel's opinion, odown the quorum's. One sentinel alone: look at the network between it and the master.",
    "`redis-cli -h <sentinel> -p 26379 SENTINEL MASTER <master name>`: flags, last-ok-ping-reply, config-epoch.",
    "The configuration with the highest epoch wins. One that stays behind: restart that sentinel, then look again.",
  ],
  "sentinel-number": [
    "`redis-cli -h <sentinel> -p 26379 SENTINEL SENTINELS <master name>` on each: whom does it know that is gone, whom does it not know?",
    "Taken away for good: `SENTINEL RESET <master name>` on each of the others, 30 s apart, only while the master is well.",
  ],
  "known-replicas": [
    "`redis-cli -h <sentinel> -p 26379 SENTINEL REPLICAS <master name>` against the replicas in `INFO replication` of the master.",
    "Behind NAT or in containers set `replica-announce-ip` and `replica-announce-port`.",
  ],
  quorum: [
    "`redis-cli -h <sentinel> -p 26379 SENTINEL CKQUORUM <master name>` says whether the quorum or the majority is what lacks.",
    "The majority counts every sentinel that is known, gone ones too. Bring them back before anything happens to the master.",
  ],
  failover: [
    "The overview shows the failover as a story: who began it, why, and how long each phase took.",
    "Then look at the old master: did its process end, its host, or only its network? Its log and the kernel's (`journalctl -k`) tell.",
    "Look whether the number of usable replicas is what it was.",
  ],
  "stale-replica": [
    "Is it meant to be there? Start it: `scripts/manage_redis_server.sh start`.",
    "Is it gone for good? `SENTINEL RESET <master name>` on each sentinel, 30 s apart, only while the master is well.",
  ],
  answers: [
    "The overview says whether it refuses the connection, does not answer in time, or refuses the console's user.",
    "`scripts/manage_redis_server.sh status` on its host; then its log, `journalctl -k | grep -i oom`, and the space on its disk.",
    "When it hangs: is a long command running? `redis-cli -h <host> -p <port> SLOWLOG GET 10` once it answers again.",
  ],
  ping: [
    "The instance's panel in the overview has its slow log and its latency events.",
    "All instances at once: it is the network, or the console's own host.",
  ],
  replicas: [
    "Which one lacks? The overview lists every instance with its link.",
    "A replica that copies all data counts again as soon as it has the whole copy.",
  ],
  "min-replicas": [
    "Applications get NOREPLICAS for every write. Bring the replicas' links back first; see [link](#link).",
    "`redis-cli -h <host> -p <port> INFO replication`: the lag of each replica against min-replicas-max-lag.",
  ],
  link: [
    "The replica's log says why: refused, timed out, or a wrong password (`masterauth`, `masteruser`).",
    "When it copies all data again and again, raise `repl-backlog-size` and the replica's `client-output-buffer-limit`.",
  ],
  lag: [
    "Lag that grows: the link is too slow for what the master writes. Lag that jumps: a long command on the replica, or its disk.",
    "Look at the traffic of the master: a bulk load passes by itself.",
  ],
  "read-only-replica": [
    "`redis-cli -h <host> -p <port> CONFIG SET replica-read-only yes`, then the same in its configuration file.",
  ],
  "last-save": [
    "Its log says why. Mostly the disk is full, the directory is not writable, or the fork got no memory (`vm.overcommit_memory`).",
    "While stop-writes-on-bgsave-error is on, the instance refuses writes until a save succeeds: mend the cause, then BGSAVE.",
  ],
  "save-age": [
    "Is a save under way, or does none begin? `redis-cli -h <host> -p <port> INFO persistence`.",
    "BGSAVE forks: on a big instance choose a quiet time.",
  ],
  aof: [
    "Space and permissions of the data directory, then the log.",
    "A rewrite that failed is tried again: `BGREWRITEAOF`.",
  ],
  fork: [
    "`cat /sys/kernel/mm/transparent_hugepage/enabled` should say never.",
    "The time grows with the memory in use: less data in one instance, or saves on the replicas only.",
  ],
  "restart-loss": [
    "A master that restarts by itself comes back empty before the sentinels notice, and its replicas copy that.",
    "Set save points or `appendonly yes`, or take away whatever restarts the process (systemd's Restart=).",
  ],
  "master-auth": [
    "`redis-cli -h <host> -p <port> CONFIG SET masterauth …`, then the same in its configuration file, on every instance.",
  ],
  memory: [
    "What grows? The instance's panel shows the biggest keys; the overview the keys of each database.",
    "With noeviction writes fail at the limit, with any other policy keys go before their time, sessions too.",
    "Raise it for now: `redis-cli -h <host> -p <port> CONFIG SET maxmemory <bytes>`, if the host has it.",
  ],
  "host-memory": [
    "What else runs on the host? `ps aux --sort -rss | head`.",
    "A fork needs room as well: leave as much free as the instance changes during a save.",
  ],
  fragmentation: [
    "`redis-cli -h <host> -p <port> MEMORY DOCTOR`.",
    "`CONFIG SET activedefrag yes` costs processor time; restarting a replica costs a copy of all data.",
  ],
  clients: [
    "The instance's panel lists the clients: which address has most of them, which are idle for hours?",
    "An application without a pool, or with one for each process, is what it mostly is. `timeout` closes idle ones.",
  ],
  "blocked-clients": ["Whoever waits in BLPOP or XREAD waits for a producer: does that one still run?"],
  "rejected-connections": [
    "Applications cannot connect at this moment. The instance's panel lists who holds the connections.",
    "Close idle ones there; then `CONFIG SET maxclients`, as far as the process may open files.",
  ],
  evictions: [
    "See [memory](#memory). Sessions that go before their time sign people out: keep caches in another instance.",
  ],
  "hit-rate": [
    "A deployment or a flush just now? It passes by itself while caches fill.",
    "Evictions at the same time: memory is what lacks. None: expiries are short, or keys are asked for that never exist.",
  ],
  "default-user": [
    "Who can reach the port? Close it in the firewall first.",
    "`ACL SETUSER default off` after every application has a user of its own, or `requirepass`.",
  ],
  "server-build": ["Update the replicas first, fail over, then update the old master."],
} as const satisfies Record<CheckId, readonly string[]>;
