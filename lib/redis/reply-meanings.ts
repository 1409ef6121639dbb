interface Meaning {
  /** Completes the sentence that begins with the instance's address. */
  readonly says: string;
  readonly advice: string;
}

/** What the first word of an error reply means. The reply's own text is never shown: it may hold keys and values. */
export const REPLY_MEANINGS: Readonly<Record<string, Meaning>> = {
  NOAUTH: {
    says: "asks for a password and got none (NOAUTH)",
    advice: "Set the user and password of the deployment in the configuration.",
  },
  WRONGPASS: {
    says: "does not accept the user or the password (WRONGPASS)",
    advice: "Compare the deployment's user and secret with the instance's ACL: ACL LIST shows whether the user is on.",
  },
  NOPERM: {
    says: "does not permit it (NOPERM)",
    advice: "Grant what is missing to the user in the instance's ACL file, then ACL LOAD.",
  },
  READONLY: {
    says: "is a replica now and takes no writes (READONLY)",
    advice: "A failover has happened or is under way; try again in a moment.",
  },
  UNBLOCKED: {
    says: "has changed its role while replicas were waited for (UNBLOCKED)",
    advice: "A failover has happened or is under way; try again in a moment.",
  },
  LOADING: {
    says: "is still reading its data after a start (LOADING)",
    advice: "Wait until it has loaded; the overview shows when it answers.",
  },
  MASTERDOWN: {
    says: "has lost its master and is set not to serve old data (MASTERDOWN)",
    advice: "Look at the replication link on the overview.",
  },
  BUSY: {
    says: "is busy with a script and answers nothing else (BUSY)",
    advice: "Wait for the script, or end it on the instance with SCRIPT KILL.",
  },
  UNKILLABLE: {
    says: "is busy with a script that has written and cannot be stopped (UNKILLABLE)",
    advice: "Wait for the script to end.",
  },
  NOTBUSY: { says: "runs no script (NOTBUSY)", advice: "There is nothing to stop." },
  OOM: {
    says: "has used all of its maxmemory and takes no writes (OOM)",
    advice: "Raise maxmemory, free memory, or choose another maxmemory-policy.",
  },
  MISCONF: {
    says: "cannot save to its disk and therefore takes no writes (MISCONF)",
    advice: "Look at the disk and at the instance's log, then run BGSAVE.",
  },
  NOREPLICAS: {
    says: "has fewer good replicas than min-replicas-to-write asks for, and takes no writes (NOREPLICAS)",
    advice: "Bring the replicas back first.",
  },
  CLUSTERDOWN: {
    says: "belongs to a cluster that is down (CLUSTERDOWN)",
    advice: "Look at CLUSTER INFO on the instance: some slots have no master.",
  },
  MOVED: {
    says: "belongs to a cluster and does not hold that key (MOVED)",
    advice: "Configure the deployment as what it is; this one is configured without Cluster.",
  },
  WRONGTYPE: {
    says: "holds a key of another type than the keyspace's configuration says (WRONGTYPE)",
    advice: "Correct the type of the keyspace in the configuration.",
  },
  TRYAGAIN: { says: "asks to try again (TRYAGAIN)", advice: "Try again in a moment." },
  EXECABORT: {
    says: "refused a command inside a transaction, so none of it ran (EXECABORT)",
    advice: "Nothing was changed. Check what the user may do in the instance's ACL.",
  },
  NOMASTERLINK: {
    says: "has no link to its master (NOMASTERLINK)",
    advice: "Look at the replication link on the overview.",
  },
  NOGOODSLAVE: {
    says: "knows no replica that could become the master (NOGOODSLAVE)",
    advice: "Look whether the replicas run, are linked and have a priority above 0.",
  },
  INPROG: { says: "already has a failover under way (INPROG)", advice: "Wait until it has ended." },
  NOQUORUM: {
    says: "sees too few Sentinels for a failover (NOQUORUM)",
    advice: "Bring Sentinels back until their quorum and majority are met.",
  },
  DENIED: {
    says: "takes connections from its own host alone, because it is in protected mode (DENIED)",
    advice: "Set bind and a password, or an ACL, on the instance.",
  },
  NOPROTO: { says: "does not speak the console's protocol (NOPROTO)", advice: "The console needs Redis 6.2 or newer." },
  NOSCRIPT: { says: "does not know the script (NOSCRIPT)", advice: "Try again." },
};

/** Texts behind ERR that name no key, value or argument, and what they mean. */
export const PLAIN_ERRORS: readonly { readonly text: RegExp; readonly meaning: Meaning }[] = [
  {
    text: /^ERR max number of clients/i,
    meaning: {
      says: "has reached maxclients and takes no more connections",
      advice: "Raise maxclients, or close idle clients: see the clients of the instance.",
    },
  },
  {
    text: /^ERR invalid DB index|^ERR DB index is out of range/i,
    meaning: {
      says: "does not have that logical database",
      advice: "Raise databases in redis.conf, or correct logicalDatabases in the configuration.",
    },
  },
  {
    text: /^ERR unknown (sub)?command/i,
    meaning: {
      says: "does not know the command",
      advice: "Its version may be too old, or the command was renamed in redis.conf.",
    },
  },
  {
    text: /^ERR No such master with that name/i,
    meaning: {
      says: "monitors no master of that name",
      advice: "Compare masterName in the configuration with the sentinel monitor line of sentinel.conf.",
    },
  },
  {
    text: /^ERR Client sent AUTH, but no password is set|without any password configured/i,
    meaning: {
      says: "has no password although the configuration gives one",
      advice: "Protect the instance with a password or an ACL, or take the secret out of the configuration.",
    },
  },
  {
    text: /^ERR (Background save already in progress|Can't BGSAVE while)/i,
    meaning: { says: "already saves in the background", advice: "Wait until that save has ended." },
  },
  {
    text: /^ERR Protocol error|^ERR unsupported protocol/i,
    meaning: { says: "did not understand the console", advice: "Check that the address is that of a Redis." },
  },
  {
    text: /^ERR WAIT cannot be used with replica/i,
    meaning: { says: "is a replica now and takes no writes", advice: "A failover has happened; try again." },
  },
];
