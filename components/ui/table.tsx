import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { ScrollArea } from "./scroll-area.tsx";

interface TableProps {
  caption: string;
  head: ReactNode;
  children: ReactNode;
}

/** Rows of 36 px; wider than its place it scrolls by itself. */
export function Table({ caption, head, children }: TableProps) {
  return (
    <ScrollArea label={`${caption}, table`} className="overflow-x-auto">
      <table className="w-full border-collapse text-13">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="h-8 border-line border-b bg-surface-sunken text-12 text-ink-muted">{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </ScrollArea>
  );
}

interface CellProps extends ComponentProps<"td"> {
  isNumber?: boolean;
}

export function HeadCell({ isNumber = false, className, ...rest }: CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames(
        "whitespace-nowrap px-3 font-medium first:pl-4 last:pr-4",
        isNumber ? "text-right" : "text-left",
        className,
      )}
    />
  );
}

export function Cell({ isNumber = false, className, ...rest }: CellProps) {
  return (
    <td
      {...rest}
      className={classNames("h-9 px-3 first:pl-4 last:pr-4", isNumber && "text-right tabular-nums", className)}
    />
  );
}
