"use client";
import { Search } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { CacheChoice } from "./cache-page.tsx";

interface PatternBoxProps {
  caches: readonly CacheChoice[];
  chosen: CacheChoice;
  pattern: string;
  onSearch: (keyspace: string, pattern: string | undefined) => void;
}

/** A key pattern in one of the caches; an empty one shows what they hold. */
export function PatternBox({ caches, chosen, pattern, onSearch }: PatternBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) field.current.value = pattern;
  }, [pattern]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = field.current?.value.trim() ?? "";
    const cache = new FormData(event.currentTarget).get("cache");
    onSearch(typeof cache === "string" ? cache : chosen.name, wanted === "" ? undefined : wanted);
  };
  return (
    <search className="space-y-2">
      <form onSubmit={onSubmit} className="flex flex-wrap gap-2">
        {caches.length === 1 ? null : (
          <select
            key={chosen.name}
            name="cache"
            defaultValue={chosen.name}
            aria-label="Cache"
            className="h-10 rounded-medium border border-control-line bg-surface px-3 text-14"
          >
            {caches.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        )}
        <div className="relative min-w-52 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
          />
          <Input
            ref={field}
            data-search
            name="pattern"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={256}
            aria-label="Key pattern"
            aria-describedby="pattern-hint"
            placeholder="cache:product:*"
            className="h-10 pl-9 font-mono"
          />
        </div>
        <Button type="submit" look="primary" size="large">
          Find keys
        </Button>
      </form>
      <p id="pattern-hint" className="flex flex-wrap items-center gap-1.5 text-12 text-ink-muted">
        <span>* any text, ? one character, [ab] one of these, \ before a character that is meant itself.</span>
        {chosen.scopes.map((scope) => (
          <button
            key={scope.pattern}
            type="button"
            onClick={() => onSearch(chosen.name, scope.pattern)}
            className="h-6 rounded-full border border-line-strong px-2.5 transition-colors hover:bg-surface-hover hover:text-ink"
          >
            {scope.label}
          </button>
        ))}
      </p>
    </search>
  );
}
