"use client";
import { Search, Square } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

interface SearchBoxProps {
  /** What is being or was searched; the field follows it. */
  term: string;
  isSearching: boolean;
  onSearch: (term: string) => void;
  onStop: () => void;
  /** What the field is for. */
  label?: string;
}

const SESSIONS = "Search sessions by user id, e-mail, IP address or session id";

/** One field for all that a support agent may have at hand. */
export function SearchBox({ term, isSearching, onSearch, onStop, label = SESSIONS }: SearchBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null && term !== "") field.current.value = term;
  }, [term]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = field.current?.value.trim() ?? "";
    if (wanted !== "") onSearch(wanted);
  };
  return (
    <search>
      <form onSubmit={onSubmit} className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
          />
          <Input
            ref={field}
            data-search
            name="term"
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={512}
            aria-label={label}
            placeholder="User, e-mail, IP or session id"
            className="h-10 pr-9 pl-9"
          />
          <span className="pointer-events-none absolute top-1/2 right-2.5 hidden -translate-y-1/2 sm:inline-flex">
            <Kbd>/</Kbd>
          </span>
        </div>
        {isSearching ? (
          <Button size="large" onClick={onStop}>
            <Square aria-hidden className="size-3.5" />
            Stop
          </Button>
        ) : (
          <Button type="submit" look="primary" size="large">
            Find
          </Button>
        )}
      </form>
    </search>
  );
}
