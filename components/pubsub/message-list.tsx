"use client";
import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatClock } from "#lib/browser/format-time.ts";
import type { NumberedMessage } from "#lib/browser/tail-state.ts";

const ROW_PX = 32;
/** As h-112 makes it. */
const HEIGHT_PX = 448;
const SPARE_ROWS = 6;
const PREVIEW = 300;

interface MessageListProps {
  messages: readonly NumberedMessage[];
  picked: number | undefined;
  onPick: (id: number) => void;
}

/** Draws only the rows in sight, however many there are. */
export function MessageList({ messages, picked, onPick }: MessageListProps) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / ROW_PX) - SPARE_ROWS);
  const count = Math.ceil(HEIGHT_PX / ROW_PX) + 2 * SPARE_ROWS;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll.
      tabIndex={0}
      aria-label="Messages, the newest first"
      className="h-112 overflow-y-auto border-line border-t -outline-offset-2"
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div
        className="relative"
        // The server renders none, for the policy forbids styles in its markup.
        {...(messages.length === 0 ? {} : { style: { height: messages.length * ROW_PX } })}
      >
        {messages.slice(first, first + count).map((message, index) => (
          <MessageRow
            key={message.id}
            message={message}
            top={(first + index) * ROW_PX}
            isPicked={message.id === picked}
            onPick={onPick}
          />
        ))}
      </div>
    </section>
  );
}

interface MessageRowProps {
  message: NumberedMessage;
  top: number;
  isPicked: boolean;
  onPick: (id: number) => void;
}

function MessageRow({ message, top, isPicked, onPick }: MessageRowProps) {
  const { id, at, channel, kind, text, bytes, masked } = message;
  return (
    <button
      type="button"
      aria-pressed={isPicked}
      onClick={() => onPick(id)}
      style={{ top, height: ROW_PX }}
      className={classNames(
        "absolute inset-x-0 flex items-center gap-3 border-line border-b px-4 text-left text-13",
        isPicked ? "bg-surface-selected" : "hover:bg-surface-hover",
      )}
    >
      <span className="shrink-0 text-ink-muted tabular-nums">{formatClock(at)}</span>
      <span className="w-28 shrink-0 truncate font-mono sm:w-48">{channel}</span>
      <span className={classNames("min-w-0 flex-1 truncate font-mono", kind === "withheld" && "text-ink-muted italic")}>
        {text.slice(0, PREVIEW)}
      </span>
      <span className="hidden shrink-0 items-center gap-2 sm:flex">
        {masked > 0 ? <Badge>{masked} masked</Badge> : null}
        {kind === "binary" ? <Badge>binary</Badge> : null}
        <span className="w-16 text-right text-ink-muted tabular-nums">{formatBytes(bytes)}</span>
      </span>
    </button>
  );
}
