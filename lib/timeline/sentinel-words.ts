import { plainText } from "#lib/plain-text.ts";
import type { SentinelEvent } from "#lib/redis/parse-sentinel-event.ts";
import type { TimelineKind, TimelineSeverity } from "./schema.ts";

export interface Spoken extends SentinelEvent {
  readonly sentinel: string;
  readonly at: number;
}

interface Words {
  title(event: Spoken): string;
  severity?: TimelineSeverity;
  kind?: TimelineKind;
  /** All sentinels say the same: it is one event, whoever speaks first. */
  isShared?: boolean;
}

export const spokenOf = ({ address, about }: Spoken) => `${about} ${address ?? "at an unknown address"}`;
const said = (words: string, more: Omit<Words, "title"> = {}): Words => ({
  title: (event) => `${words.replace("%", spokenOf(event))}`,
  ...more,
});

export const SENTINEL_WORDS: Record<string, Words> = {
  "+sdown": {
    title: (event) => `Sentinel ${event.sentinel} finds ${spokenOf(event)} down (sdown)`,
    severity: "warning",
  },
  "-sdown": { title: (event) => `Sentinel ${event.sentinel} reaches ${spokenOf(event)} again` },
  "+odown": said("Enough sentinels agree that % is down (odown)", { severity: "critical" }),
  "-odown": said("The sentinels no longer agree that % is down"),
  "+try-failover": {
    title: ({ sentinel, address }) => `Sentinel ${sentinel} begins a failover of ${address}`,
    severity: "warning",
  },
  "+vote-for-leader": {
    title: ({ sentinel, rest, epoch }) =>
      `Sentinel ${sentinel} votes for ${plainText(rest.split(" ")[0] ?? "", 9)} in epoch ${epoch ?? "unknown"}`,
  },
  "+elected-leader": { title: ({ sentinel }) => `Sentinel ${sentinel} was elected to lead the failover` },
  "+failover-state-select-replica": said("The leader chooses a replica"),
  "+selected-replica": said("The leader chose %"),
  "-selected-replica": said("The leader no longer chooses %"),
  "+failover-state-send-replicaof-noone": said("The leader makes % the master"),
  "+failover-state-wait-promotion": said("The leader waits for % to be the master"),
  "+promoted-replica": { title: ({ address }) => `${address} is the master now`, severity: "warning" },
  "+failover-state-reconf-replicas": said("The leader makes the other replicas follow the new master"),
  "+replica-reconf-sent": said("% is told to follow the new master"),
  "+replica-reconf-inprog": said("% turns to the new master"),
  "+replica-reconf-done": said("% follows the new master"),
  "+failover-end": said("The failover has ended"),
  "+failover-end-for-timeout": said("The failover ended before every replica followed", { severity: "warning" }),
  "-failover-abort-not-elected": {
    title: ({ sentinel }) => `Failover aborted: sentinel ${sentinel} was not elected`,
    severity: "critical",
  },
  "-failover-abort-no-good-replica": said("Failover aborted: no replica was fit to be the master", {
    severity: "critical",
  }),
  "-failover-abort-replica-timeout": said("Failover aborted: the chosen replica did not become the master in time", {
    severity: "critical",
  }),
  "+switch-master": {
    title: ({ address, to }) => `The master is ${to}, no longer ${address ?? "the one before"}`,
    severity: "warning",
    isShared: true,
  },
  "+config-update-from": {
    title: ({ sentinel, address }) => `Sentinel ${sentinel} learns the new configuration from ${address}`,
  },
  "+replica": said("The sentinels know %", { isShared: true }),
  "+sentinel": said("The sentinels know %", { isShared: true }),
  "-dup-sentinel": said("A second entry of % was dropped", { isShared: true }),
  "+sentinel-address-switch": said("% has another address", { isShared: true }),
  "+convert-to-replica": said("% is told to be a replica", { severity: "warning" }),
  "+fix-replica-config": said("% is told to follow the right master", { severity: "warning" }),
  "-role-change": said("% says another role than the sentinels expect", { isShared: true }),
  "+role-change": said("% has the role again that the sentinels expect", { isShared: true }),
  "+reboot": said("% was started again", { kind: "restart", severity: "warning", isShared: true }),
  "+reset-master": {
    title: ({ sentinel }) => `Sentinel ${sentinel} forgot all it knew of the replicas and sentinels (reset)`,
    severity: "warning",
  },
  "+tilt": {
    title: ({ sentinel }) => `Sentinel ${sentinel} distrusts its clock and starts no failover (tilt)`,
    severity: "warning",
  },
  "-tilt": { title: ({ sentinel }) => `Sentinel ${sentinel} trusts its clock again` },
  "+monitor": { title: ({ sentinel }) => `Sentinel ${sentinel} began to watch the master name`, kind: "config" },
  "-monitor": {
    title: ({ sentinel }) => `Sentinel ${sentinel} no longer watches the master name`,
    kind: "config",
    severity: "critical",
  },
  "+set": { title: (event) => `Sentinel ${event.sentinel}: ${writeSetting(event.rest)}`, kind: "config" },
};

/** Passwords are published in clear: only what is known to be none is shown. */
const SHOWN_SETTINGS =
  /^(down-after-milliseconds|failover-timeout|parallel-syncs|quorum|master-reboot-down-after-period) (\d{1,15})$/;

export function writeSetting(rest: string): string {
  const shown = SHOWN_SETTINGS.exec(rest);
  if (shown !== null) return `${shown[1]} was set to ${shown[2]}`;
  return `${plainText(rest.split(" ")[0] ?? "", 40) || "a setting"} was changed`;
}
