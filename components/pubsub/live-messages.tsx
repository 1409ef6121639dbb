"use client";
import { Download, Eraser, Pause, Play } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { saveText } from "#components/ui/save-text.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { NumberedMessage, TailState } from "#lib/browser/tail-state.ts";
import { useTail } from "#lib/browser/use-tail.ts";
import { MessageDetail } from "./message-detail.tsx";
import { MessageList } from "./message-list.tsx";
import { TailStatus } from "./tail-status.tsx";
import type { Watched } from "./watch-form.tsx";

/** Messages as they come; pausing stops the list and not the counting. */
export function LiveMessages({ deployment, wanted }: { deployment: string; wanted: Watched }) {
  const { state, link, clear } = useTail(deployment, wanted);
  const [frozen, setFrozen] = useState<TailState["messages"]>();
  const [term, setTerm] = useState("");
  const [picked, setPicked] = useState<NumberedMessage>();
  const search = useDeferredValue(term.trim());
  const messages = matching(frozen ?? state.messages, search);
  const isPaused = frozen !== undefined;
  return (
    <div className={picked === undefined ? "" : "grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_28rem]"}>
      {link.kind === "refused" ? <FailurePanel failure={link.failure} /> : null}
      <Panel
        title="Messages"
        isFlush
        aside={
          <span className="flex flex-wrap items-center gap-2">
            <Button size="small" onClick={() => setFrozen(isPaused ? undefined : state.messages)}>
              {isPaused ? <Play aria-hidden className="size-3.5" /> : <Pause aria-hidden className="size-3.5" />}
              {isPaused ? `Go on (${formatCount(missed(state, frozen), "new message")})` : "Pause"}
            </Button>
            <Button
              size="small"
              onClick={() => {
                clear();
                if (isPaused) setFrozen([]);
              }}
            >
              <Eraser aria-hidden className="size-3.5" />
              Clear
            </Button>
            <Button size="small" disabled={messages.length === 0} onClick={() => exportShown(messages)}>
              <Download aria-hidden className="size-3.5" />
              Export {formatCount(messages.length, "message")}
            </Button>
          </span>
        }
      >
        <TailStatus state={state} link={link} isPaused={isPaused} />
        <div className="px-4 pb-3">
          <Input
            value={term}
            onChange={(event) => setTerm(event.target.value)}
            aria-label="Search these messages"
            placeholder="Search these messages"
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <MessageList messages={messages} picked={picked?.id} onPick={(id) => setPicked(find(messages, id))} />
        {messages.length > 0 ? null : (
          <p className="px-4 py-3 text-13 text-ink-muted">
            {search === "" ? "No message has come yet." : `None of the messages here holds “${search}”.`}
          </p>
        )}
      </Panel>
      {picked === undefined ? null : (
        <MessageDetail message={picked} term={search} onClose={() => setPicked(undefined)} />
      )}
    </div>
  );
}

function matching(messages: readonly NumberedMessage[], term: string): readonly NumberedMessage[] {
  if (term === "") return messages;
  const wanted = term.toLowerCase();
  return messages.filter(
    ({ text, channel }) => text.toLowerCase().includes(wanted) || channel.toLowerCase().includes(wanted),
  );
}

function missed({ lastId }: TailState, [newest]: readonly NumberedMessage[]): number {
  return lastId - (newest?.id ?? lastId);
}

function find(messages: readonly NumberedMessage[], id: number): NumberedMessage | undefined {
  return messages.find((message) => message.id === id);
}

/** One message a line, the oldest first, as they are shown. */
function exportShown(messages: readonly NumberedMessage[]): void {
  const lines = messages
    .toReversed()
    .map(({ id: _id, at, ...message }) => JSON.stringify({ at: new Date(at).toISOString(), ...message }));
  saveText(
    `messages-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.jsonl`,
    "application/x-ndjson",
    `${lines.join("\n")}\n`,
  );
}
