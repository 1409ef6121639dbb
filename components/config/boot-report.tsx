import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { BootCheck } from "#lib/boot-check/schema.ts";

interface BootReportProps {
  report: BootCheck;
  /** The file that was checked. */
  text: string;
  server: string;
}

export function BootReport({ report, text, server }: BootReportProps) {
  const { state, sentence } = verdict(report, server);
  const line = report.error?.line ?? null;
  return (
    <div className="space-y-4 text-13">
      <div className="space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-medium text-14">
          <StatusBadge state={state} />
          {sentence}
        </p>
        {report.error === null ? null : <p className="break-words">{report.error.reason}</p>}
        {line === null ? null : (
          <p className="wrap-anywhere rounded-small bg-surface-sunken px-2 py-0.5 font-mono text-12">
            <span className="mr-2 select-none text-ink-faint">{line}</span>
            {text.split("\n")[line - 1]}
          </p>
        )}
        {report.outcome === "absent" ? null : <p className="text-ink-muted">{circumstances(report)}</p>}
      </div>
      {report.different.length === 0 ? null : <Different report={report} />}
      {report.lowered === null ? null : (
        <p>
          maxclients {report.lowered.meant} became {report.lowered.read} in the check, because the console’s host allows
          a process no more open files. On the target host the same happens unless its limit is at least{" "}
          {Number(report.lowered.meant) + 32}.
        </p>
      )}
      {report.replaced.length === 0 ? null : (
        <details>
          <summary className="cursor-pointer text-ink-muted">
            {report.replaced.length} lines were replaced for the check
          </summary>
          <ul className="mt-2 divide-y divide-line border-line border-y">
            {report.replaced.map(({ line: number, name, why }) => (
              <li key={number} className="grid gap-x-4 py-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]">
                <span className="font-mono text-12">
                  {name} <span className="text-ink-faint">line {number}</span>
                </span>
                <span className="text-ink-muted">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="text-ink-muted">
        What the check cannot see: whether folders, addresses and ports of the target host are there and free, and
        whether its memory is enough.
      </p>
    </div>
  );
}

function Different({ report }: { report: BootCheck }) {
  return (
    <Table
      caption="Read back otherwise than meant"
      head={
        <>
          <HeadCell>Directive</HeadCell>
          <HeadCell>The file means</HeadCell>
          <HeadCell>The server reads</HeadCell>
        </>
      }
    >
      {report.different.map(({ name, meant, read }) => (
        <tr key={name}>
          <Cell className="font-mono text-12">{name}</Cell>
          <Cell className="wrap-anywhere font-mono text-12">{meant === "" ? "nothing" : meant}</Cell>
          <Cell className="wrap-anywhere font-mono text-12">{read === "" ? "nothing" : read}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function verdict({ outcome, different, startsAgain, same }: BootCheck, server: string) {
  if (outcome === "absent")
    return {
      state: "unknown",
      sentence: "No redis-server is installed where the console runs, so nothing was checked.",
    } as const;
  if (outcome === "refused") return { state: "critical", sentence: `A real ${server} refuses this file.` } as const;
  if (outcome === "unfinished") return { state: "unknown", sentence: "The check came to no end." } as const;
  if (startsAgain === false)
    return {
      state: "critical",
      sentence: "Sentinel starts, and cannot start again from the file that it rewrites.",
    } as const;
  if (different.length > 0)
    return {
      state: "warning",
      sentence: `A real ${server} starts and understands ${different.length} directives otherwise.`,
    } as const;
  return {
    state: "ok",
    sentence: `A real ${server} starts and reads back ${same} directives as they are meant.`,
  } as const;
}

function circumstances({ version, tookMs, sandbox, startsAgain }: BootCheck): string {
  const parts = [
    version === null ? "" : `Version ${version}`,
    `${tookMs} ms`,
    sandbox.hasNoNetwork ? "without network" : "with no port open (this host cannot take the network away)",
    sandbox.isUnprivileged ? "without rights" : "with the rights of the console",
    startsAgain === true ? "started again from its rewritten file" : "",
  ];
  return `${parts.filter((part) => part !== "").join(", ")}.`;
}
