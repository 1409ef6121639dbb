import type { ClientRow } from "#lib/inspect/schema.ts";
import type { ClientColumn } from "./client-columns.tsx";

export interface ClientOrder {
  by: ClientColumn;
  isDescending: boolean;
}

/** Those of which some word holds the text, in the order wanted; what is not known comes last either way. */
export function sortClients(clients: readonly ClientRow[], filter: string, { by, isDescending }: ClientOrder) {
  const wanted = filter.trim().toLowerCase();
  const fits = ({ id, address, name, user, command, kind, library }: ClientRow) =>
    [id, address, name, user, command, kind, library].some((word) => word?.toLowerCase().includes(wanted));
  const sign = isDescending ? -1 : 1;
  return clients.filter(fits).sort((one, other) => {
    const [a, b] = [fieldOf(one, by), fieldOf(other, by)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
  });
}

function fieldOf(client: ClientRow, by: ClientColumn): string | number | null {
  return by === "subscriptions" ? client.subscriptions + client.patternSubscriptions : client[by];
}
