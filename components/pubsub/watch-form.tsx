"use client";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { decodeName, encodeName } from "./pubsub-address.ts";

const KINDS = ["channels", "patterns", "shards"] as const;
const WORDS = { channels: "Channel", patterns: "Pattern", shards: "Shard channel" } as const;
export type Watched = Record<(typeof KINDS)[number], readonly string[]>;

interface WatchFormProps {
  watched: Watched;
  onChange: (watched: Watched) => void;
}

/** What is watched: several channels and patterns together. */
export function WatchForm({ watched, onChange }: WatchFormProps) {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("channels");
  const add = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === "") return;
    const isPattern = kind === "channels" && /[*?[]/.test(wanted);
    const list = isPattern ? "patterns" : kind;
    const id = encodeName(wanted);
    if (!watched[list].includes(id)) onChange({ ...watched, [list]: [...watched[list], id] });
    setName("");
  };
  const all = KINDS.flatMap((list) => watched[list].map((id) => ({ list, id })));
  return (
    <search className="space-y-2">
      <form onSubmit={add} className="flex flex-wrap gap-2">
        <select
          aria-label="What to watch"
          value={kind}
          onChange={(event) => setKind(KINDS.find((one) => one === event.target.value) ?? "channels")}
          className="h-10 rounded-medium border border-control-line bg-surface px-3 text-14"
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {WORDS[one]}
            </option>
          ))}
        </select>
        <Input
          data-search
          value={name}
          onChange={(event) => setName(event.target.value)}
          aria-label="Channel or pattern to watch"
          placeholder="orders:new or orders:*"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          className="h-10 min-w-52 flex-1 font-mono"
        />
        <Button type="submit" look="primary" size="large">
          Watch
        </Button>
      </form>
      {all.length === 0 ? null : (
        <ul aria-label="Watched" className="flex flex-wrap gap-2">
          {all.map(({ list, id }) => (
            <li
              key={`${list} ${id}`}
              className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border border-line-strong pr-1 pl-3 text-13"
            >
              {list === "channels" ? null : <span className="text-ink-muted">{WORDS[list].toLowerCase()}</span>}
              <span className="truncate font-mono">{decodeName(id)}</span>
              <button
                type="button"
                aria-label={`Stop watching ${decodeName(id)}`}
                onClick={() => onChange({ ...watched, [list]: watched[list].filter((other) => other !== id) })}
                className="inline-flex size-5 items-center justify-center rounded-full text-ink-muted hover:bg-surface-hover hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
