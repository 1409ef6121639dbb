import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { type ListedClient, parseClientList } from "#lib/redis/parse-client-list.ts";
import { clientKind } from "./client-kind.ts";
import { InspectInput } from "./inspect-input.ts";
import { type OpenInstance, openInstance } from "./open-instance.ts";
import type { ClientKind, KilledClient } from "./schema.ts";

const KillClientInput = InspectInput.extend({
  id: z.string().regex(/^\d{1,20}$/, "must be a client's id"),
  /** As the list showed it: the connection that a person has read about, and no other. */
  address: z.string().min(1).max(100),
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
});

/** Closes one connection. Most clients connect again at once: it ends what they were doing, it does not keep them out. */
export const killClient = defineOperation({
  name: "inspect.kill-client",
  summary: "close a client's connection",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: KillClientInput,
  target: ({ deployment, instance, id, address }) => ({
    deployment,
    shown: `client ${id} (${plainText(address, 60)}) of ${instance}`,
  }),
  async run({ services }, { deployment, instance, id, address }): Promise<KilledClient> {
    const opened = await openInstance(services, { deployment, instance }, "write");
    const [client, own] = await lookAt(opened, id);
    if (client === undefined) return { outcome: "already-gone", id };
    if (client.address !== address) throw anotherClient(instance, id);
    const kind = clientKind(client, own, opened.config);
    if (kind in KEPT) throw keptOpen(instance, kind);
    // Both conditions in one command: what has changed since the look is left alone.
    const killed = await opened.ask("CLIENT KILL", "+client|kill", (redis) =>
      redis.call("CLIENT", "KILL", "ID", id, "ADDR", address),
    );
    return { outcome: Number(killed) === 0 ? "already-gone" : "killed", id };
  },
});

/** Whose connections are never closed from here. */
const KEPT: Partial<Record<ClientKind, string>> = {
  console: "is the console's own",
  replica: "carries the replication to a replica",
  master: "carries the replication from the master",
};

/** The client, and the console's own connection to tell its siblings by. */
async function lookAt({ ask }: OpenInstance, id: string): Promise<(ListedClient | undefined)[]> {
  const ownId = await ask("CLIENT ID", "+client|id", (redis) => redis.call("CLIENT", "ID"));
  const text = await ask("CLIENT LIST", "+client|list", (redis) =>
    redis.call("CLIENT", "LIST", "ID", id, String(ownId)),
  );
  const clients = parseClientList(String(text));
  return [id, String(ownId)].map((wanted) => clients.find((client) => client.id === wanted));
}

function anotherClient(where: string, id: string): DomainError {
  return new DomainError("CONFLICT", `Client ${id} of ${where} is not the one that was shown.`, {
    where,
    advice: "The instance has restarted or the list is old: refresh it and look again.",
  });
}

function keptOpen(where: string, kind: ClientKind): DomainError {
  return new DomainError("CONFLICT", `That connection ${KEPT[kind]} and stays open.`, {
    where,
    advice: "Nothing was changed. Close connections of applications alone.",
  });
}
