import { defineOperation } from "#lib/operation.ts";
import { listInstances } from "#lib/redis/list-instances.ts";
import { declaredChannels, keyspaceOf } from "./channel-keyspaces.ts";
import { diagnoseInstance, MOST_CLIENTS } from "./diagnose-instance.ts";
import { guardedNames } from "./guarded-names.ts";
import { judgeDelivery, verdictOf } from "./judge-delivery.ts";
import { DiagnoseInput, type Diagnosis } from "./schema.ts";

/** Why a notification may not have arrived: who listens, whether messages pass, who was cut off. It publishes nothing. */
export const diagnoseDelivery = defineOperation({
  name: "pubsub.diagnose",
  summary: "diagnose the delivery of messages",
  kind: "read",
  roles: ["engineer", "sre"],
  input: DiagnoseInput,
  async run({ services, signal }, { deployment, channel: id, seconds }): Promise<Diagnosis> {
    const connections = services.deployments.get(deployment);
    const channel = Buffer.from(id, "base64url");
    const isSharded = keyspaceOf(declaredChannels(connections.config), channel)?.transport === "sharded";
    const wish = { channel, isSharded, seconds, signal };
    const named = await listInstances(connections);
    const looked = await Promise.all(named.map((instance) => diagnoseInstance(connections, instance, wish)));
    const instances = looked.map(({ instance }) => instance);
    const findings = judgeDelivery(instances, isSharded, seconds);
    return {
      at: services.now(),
      channel: guardedNames(connections.config).channelName(channel),
      seconds,
      verdict: verdictOf(findings),
      findings,
      instances,
      clients: looked.flatMap(({ clients }) => clients).slice(0, MOST_CLIENTS),
      clientTotal: looked.reduce((sum, { clientTotal }) => sum + clientTotal, 0),
    };
  },
});
