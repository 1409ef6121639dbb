import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { CLIENT_COLUMNS } from "./client-columns.tsx";
import type { ClientOrder } from "./sort-clients.ts";

interface ClientControlsProps {
  filter: string;
  onFilter: (filter: string) => void;
  order: ClientOrder;
  onOrder: (order: ClientOrder) => void;
}

/** The filter; on narrow screens, where there are no columns, the order too. */
export function ClientControls({ filter, onFilter, order, onOrder }: ClientControlsProps) {
  return (
    <div className="flex flex-wrap gap-3">
      <Field label="Filter" className="min-w-0 flex-1 basis-56">
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={filter}
            placeholder="Address, name, user or command"
            onChange={(event) => onFilter(event.target.value)}
          />
        )}
      </Field>
      <Field label="Order" className="min-w-0 flex-1 basis-40 sm:hidden">
        {(control) => (
          <select
            {...control}
            className="block h-9 w-full rounded-medium border border-control-line bg-surface px-2 text-16 text-ink"
            value={order.by}
            onChange={(event) => {
              const column = CLIENT_COLUMNS.find(({ id }) => id === event.target.value);
              if (column !== undefined) onOrder({ by: column.id, isDescending: column.isNumber });
            }}
          >
            {CLIENT_COLUMNS.map(({ id, word }) => (
              <option key={id} value={id}>
                {word}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
