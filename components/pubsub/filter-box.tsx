"use client";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { Input } from "#components/ui/input.tsx";

const PAUSE_MS = 250;

interface FilterBoxProps {
  filter: string;
  onFilter: (filter: string) => void;
}

/** Filters while one types, after a short rest. */
export function FilterBox({ filter, onFilter }: FilterBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (field.current !== null && document.activeElement !== field.current) field.current.value = filter;
  }, [filter]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onFilter(text.trim()), PAUSE_MS);
  };
  return (
    <search>
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
        />
        <Input
          ref={field}
          data-search
          name="filter"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          defaultValue={filter}
          aria-label="Filter channels"
          placeholder="Part of a name, or orders.*"
          className="h-10 pl-9 font-mono"
          onChange={(event) => later(event.target.value)}
        />
      </div>
    </search>
  );
}
