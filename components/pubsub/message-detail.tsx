"use client";
import { X } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatUtc } from "#lib/browser/format-time.ts";
import type { NumberedMessage } from "#lib/browser/tail-state.ts";
import { JsonTree } from "./json-tree.tsx";

/** One message as a whole. */
interface MessageDetailProps {
  message: NumberedMessage;
  term: string;
  onClose: () => void;
}

export function MessageDetail({ message, term, onClose }: MessageDetailProps) {
  const { at, channel, pattern, isSharded, kind, text, bytes, isCut, masked } = message;
  const tree = kind === "json" && !isCut ? parse(text) : undefined;
  return (
    <Panel
      title="Message"
      aside={
        <span className="flex items-center">
          <CopyButton text={text} label="Copy message" />
          <IconButton label="Close message" icon={<X aria-hidden />} className="size-6" onClick={onClose} />
        </span>
      }
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3 text-13 text-ink-muted">
        <span className="wrap-anywhere font-mono text-ink">{channel}</span>
        {pattern === null ? null : <span>by the pattern {pattern}</span>}
        {isSharded ? <Badge>shard</Badge> : null}
        <Badge>{kind === "withheld" ? "not shown" : kind}</Badge>
        <span>{formatUtc(at)}</span>
        <span>{formatBytes(bytes)}</span>
        {masked > 0 ? <span>{masked} masked</span> : null}
        {isCut ? <span>only its beginning is shown</span> : null}
      </p>
      {tree === undefined ? (
        <pre className="max-h-96 overflow-auto whitespace-pre-wrap wrap-anywhere rounded-medium bg-surface-sunken p-3 font-mono text-13">
          {text}
        </pre>
      ) : (
        <div className="max-h-96 overflow-auto rounded-medium bg-surface-sunken p-3 font-mono text-13">
          <JsonTree value={tree.value} term={term} />
        </div>
      )}
    </Panel>
  );
}

/** Numbers that JavaScript cannot hold stay as they were written. */
function parse(text: string): { value: unknown } | undefined {
  try {
    const exact = text.replaceAll(/([[,:]\s*)(-?\d{16,})(?=\s*[,\]}])/g, '$1"$2"');
    return { value: JSON.parse(exact) };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
