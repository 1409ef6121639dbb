"use client";
import { Search } from "lucide-react";
import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

interface SubjectBoxProps {
  subject: string;
  onSearch: (subject: string | undefined) => void;
}

export function SubjectBox({ subject, onSearch }: SubjectBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) field.current.value = subject;
  }, [subject]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = field.current?.value.trim() ?? "";
    onSearch(wanted === "" ? undefined : wanted);
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
            name="subject"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={256}
            aria-label="Look up rate limits by IP address or user id"
            placeholder="IP address or user id"
            className="h-10 pl-9"
          />
        </div>
        <Button type="submit" look="primary" size="large">
          Look up
        </Button>
      </form>
    </search>
  );
}
