"use client";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["Ctrl", "K"], does: "Jump to a page, an instance or a user's sessions (⌘ K on a Mac)" },
  { keys: ["/"], does: "Search on this page" },
  { keys: ["j", "k"], does: "Next and previous row" },
  { keys: ["Enter"], does: "Open what is in focus" },
  { keys: ["x"], does: "Select the row" },
  { keys: ["Esc"], does: "Close" },
  { keys: ["?"], does: "Show these keys" },
];

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" isOpen={isOpen} onClose={onClose}>
      <dl className="divide-y divide-line">
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="flex min-h-9 items-center justify-between gap-4 py-1">
            <dt className="order-2 flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
