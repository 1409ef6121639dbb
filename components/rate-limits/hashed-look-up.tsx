"use client";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Limiter } from "#lib/rate-limits/schema.ts";
import type { LimitQuestion } from "./limit-address.ts";

type HashedQuestion = Extract<LimitQuestion, { kind: "hashed" }>;

interface HashedLookUpProps {
  limiters: readonly Limiter[];
  question: HashedQuestion | undefined;
  onAsk: (question: LimitQuestion) => void;
}

/** Limiters that hash their subjects cannot be searched: the key is worked out from what it is made of. */
export function HashedLookUp({ limiters, question, onAsk }: HashedLookUpProps) {
  const hashing = limiters.filter(({ ask }) => ask.length > 0);
  const [chosen, setChosen] = useState<string>();
  const limiter = hashing.find(({ name }) => name === (chosen ?? question?.keyspace)) ?? hashing[0];
  if (limiter === undefined) return null;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const given = limiter.ask.map((name) => [name, String(data.get(name) ?? "").trim()] as const);
    // An empty field with known values means each of them.
    const fields = given.filter(([name, value]) => value !== "" || limiter.known[name] === undefined);
    onAsk({ kind: "hashed", keyspace: limiter.name, fields: Object.fromEntries(fields) });
  };
  return (
    <details open={question !== undefined} className="rounded-large border border-line bg-surface px-4 py-2">
      <summary className="cursor-pointer text-13 text-ink-muted">
        {hashing.length === 1
          ? `${limiter.label} hashes whom it counts`
          : `${hashing.length} limiters hash whom they count`}
        : look up by what is hashed
      </summary>
      <form key={limiter.name} onSubmit={onSubmit} className="mt-3 flex flex-wrap items-end gap-3 pb-2">
        {hashing.length === 1 ? null : (
          <Field label="Limiter">
            {(control) => (
              <select
                {...control}
                value={limiter.name}
                onChange={(event) => setChosen(event.target.value)}
                className="h-9 rounded-medium border border-control-line bg-surface px-3 text-14"
              >
                {hashing.map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {limiter.ask.map((name) => (
          <Field key={name} label={name} className="min-w-36 flex-1">
            {(control) => (
              <Input
                {...control}
                name={name}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={256}
                defaultValue={question?.keyspace === limiter.name ? (question.fields[name] ?? "") : ""}
                placeholder={limiter.known[name]?.join(", ")}
                className="font-mono"
              />
            )}
          </Field>
        ))}
        <Button type="submit" className="h-9">
          Look up
        </Button>
      </form>
    </details>
  );
}
