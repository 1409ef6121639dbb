"use client";
import { Command } from "cmdk";
import { type LucideIcon, Search, UserSearch, UsersRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { leaveSearch } from "#lib/browser/pending-search.ts";
import { pagesFor } from "./console-pages.ts";
import type { PaletteEntry } from "./palette-entry.ts";
import { type PaletteContext, usePaletteEntries } from "./use-palette-entries.ts";

interface CommandPaletteProps extends PaletteContext {
  onClose: () => void;
}

const ITEM =
  "flex h-9 cursor-pointer items-center gap-2.5 rounded-medium px-2.5 text-14 data-[selected=true]:bg-neutral-soft [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint";

const GROUP =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-faint";

export function CommandPalette({ onClose, ...context }: CommandPaletteProps) {
  const router = useRouter();
  const entries = usePaletteEntries(context);
  const maySearch = pagesFor(context.role).some(({ slug }) => slug === "sessions");
  const findSessions = (term: string) => {
    leaveSearch(term);
    router.push(`/${context.current.name}/sessions`);
  };
  const openCase = (term: string) => {
    leaveSearch(term);
    router.push(`/${context.current.name}/case`);
  };
  const titleId = useId();
  return (
    <Modal
      isOpen
      onClose={onClose}
      labelledBy={titleId}
      className="dialog-enter mx-auto mt-[12dvh] mb-auto w-[calc(100vw-32px)] max-w-140 overflow-hidden rounded-large border border-line bg-surface-raised p-0 text-ink shadow-raised"
    >
      <h2 id={titleId} tabIndex={-1} className="sr-only">
        Command palette
      </h2>
      <PaletteBody
        entries={entries}
        onClose={onClose}
        searches={
          maySearch
            ? [
                { text: "Open the case of", icon: UserSearch, run: openCase },
                { text: "Find the sessions of", icon: UsersRound, run: findSessions },
              ]
            : []
        }
      />
    </Modal>
  );
}

interface PaletteBodyProps {
  entries: readonly PaletteEntry[];
  onClose: () => void;
  /** None for roles that may not search sessions. */
  searches: readonly { text: string; icon: LucideIcon; run: (term: string) => void }[];
}

function PaletteBody({ entries, onClose, searches }: PaletteBodyProps) {
  const [term, setTerm] = useState("");
  const groups = [...new Set(entries.map(({ group }) => group))];
  const pick = (run: () => void) => {
    onClose();
    run();
  };
  const wanted = term.trim();
  return (
    <Command label="Command palette" loop>
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden className="size-4 text-ink-faint" />
        <Command.Input
          data-autofocus
          value={term}
          onValueChange={setTerm}
          placeholder="Page, instance or user"
          className="h-12 flex-1 bg-transparent text-14 placeholder:text-ink-faint focus:outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Command.List label="Where to" className="max-h-80 overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-13 text-ink-muted">
          Nothing here has that name.
        </Command.Empty>
        {searches.length > 0 && wanted !== "" ? (
          <Command.Group heading="Search" forceMount className={GROUP}>
            {searches.map(({ text, icon: Icon, run }) => (
              <Command.Item
                key={text}
                forceMount
                value={text}
                onSelect={() => pick(() => run(wanted))}
                className={ITEM}
              >
                <Icon aria-hidden />
                <span className="truncate">
                  {text} “{wanted}”
                </span>
              </Command.Item>
            ))}
          </Command.Group>
        ) : null}
        {groups.map((group) => (
          <Command.Group key={group} heading={group} className={GROUP}>
            {entries
              .filter((entry) => entry.group === group)
              .map(({ id, icon: Icon, text, also, run }) => (
                <Command.Item
                  key={id}
                  value={id}
                  keywords={[text, also ?? ""]}
                  onSelect={() => pick(run)}
                  className={ITEM}
                >
                  <Icon aria-hidden />
                  <span className="truncate">{text}</span>
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}
