import { ArrowDown, ArrowUp } from "lucide-react";
import { HeadCell } from "#components/ui/table.tsx";
import type { ClientColumn } from "./client-columns.tsx";
import type { ClientOrder } from "./sort-clients.ts";

interface SortHeadProps {
  id: ClientColumn;
  word: string;
  isNumber: boolean;
  order: ClientOrder;
  onOrder: (order: ClientOrder) => void;
}

/** A column's head; pressed again it turns the order round. */
export function SortHead({ id, word, isNumber, order, onOrder }: SortHeadProps) {
  const isCurrent = order.by === id;
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <HeadCell isNumber={isNumber} aria-sort={isCurrent ? (order.isDescending ? "descending" : "ascending") : undefined}>
      <button
        type="button"
        className="inline-flex items-center gap-1 hover:text-ink"
        // Of numbers people want the largest first, of words the first of the alphabet.
        onClick={() => onOrder({ by: id, isDescending: isCurrent ? !order.isDescending : isNumber })}
      >
        {word}
        {isCurrent ? <Arrow aria-hidden className="size-3" /> : null}
      </button>
    </HeadCell>
  );
}
