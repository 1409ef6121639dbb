import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { type ListedClient, listedClients } from "#lib/redis/parse-client-list.ts";
import { clientKind } from "./client-kind.ts";
import { InspectInput } from "./inspect-input.ts";
import { openInstance } from "./open-instance.ts";
import type { ClientKind, ClientRow, ClientRows } from "./schema.ts";

const MOST_ROWS = 5_000;
const LONGEST_WORD = 100;

/** Who is connected to one instance, the oldest connections first. */
export const listClients = defineOperation({
  name: "inspect.clients",
  summary: "see the clients of an instance",
  kind: "read",
  roles: ["engineer", "sre"],
  input: InspectInput,
  async run({ services }, input): Promise<ClientRows> {
    const { ask, askPart, config } = await openInstance(services, input);
    const [text, ownId] = await Promise.all([
      ask("CLIENT LIST", "+client|list", (redis) => redis.call("CLIENT", "LIST")),
      askPart("CLIENT ID", "+client|id", (redis) => redis.call("CLIENT", "ID")),
    ]);
    const listed: ListedClient[] = [];
    let own: ListedClient | undefined;
    let count = 0;
    for (const client of listedClients(String(text))) {
      count += 1;
      if (listed.length < MOST_ROWS) listed.push(client);
      if (ownId.ok && client.id === String(ownId.data)) own = client;
    }
    const clients = listed.map((client) => toRow(client, clientKind(client, own, config)));
    return { at: services.now(), clients, more: count - clients.length };
  },
});

function toRow(client: ListedClient, kind: ClientKind): ClientRow {
  return {
    id: client.id,
    address: word(client.address) ?? "not known",
    name: word(client.name),
    user: word(client.user),
    kind,
    ageSeconds: client.ageSeconds ?? null,
    idleSeconds: client.idleSeconds ?? null,
    command: word(client.command)?.toUpperCase().replace("|", " ") ?? null,
    db: client.db ?? null,
    memoryBytes: client.memoryBytes ?? null,
    outputBytes: client.outputBufferBytes ?? null,
    subscriptions: client.subscriptions ?? 0,
    patternSubscriptions: client.patternSubscriptions ?? 0,
    isBlocked: client.flags.includes("blocked"),
    library: word([client.library, client.libraryVersion].filter((text) => text !== undefined).join(" ") || undefined),
  };
}

function word(text: string | undefined): string | null {
  return text === undefined ? null : plainText(text, LONGEST_WORD);
}
