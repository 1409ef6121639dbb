import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatRoughDuration } from "#lib/browser/format-duration.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { DiagnosedInstance, Diagnosis } from "#lib/pubsub/schema.ts";
import { ClientPanel } from "./client-panel.tsx";

export function DiagnosisResult({ diagnosis }: { diagnosis: Diagnosis }) {
  const { verdict, findings, instances, clients, at, channel } = diagnosis;
  return (
    <>
      <Panel
        title={`Verdict on ${channel}`}
        aside={
          <span className="text-12 text-ink-muted">
            as of <RelativeTime at={at} />
          </span>
        }
      >
        <p className="flex flex-wrap items-center gap-2 font-semibold text-16">
          <StatusBadge state={verdict.state} />
          {verdict.title}
        </p>
        <p className="mt-1 max-w-200 text-ink-muted">{verdict.detail}</p>
        <ul className="mt-4 divide-y divide-line border-line border-t">
          {findings.map(({ state, title, detail }) => (
            <li key={title} className="grid gap-x-3 py-2 text-13 sm:grid-cols-[6rem_minmax(0,1fr)]">
              <StatusBadge state={state} isPlain />
              <span>
                <span className="font-medium">{title}.</span> <span className="text-ink-muted">{detail}</span>
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="By instance" isFlush>
        <Table
          caption="What each instance says"
          head={
            <>
              <HeadCell>Instance</HeadCell>
              <HeadCell>Role</HeadCell>
              <HeadCell isNumber>Subscribers</HeadCell>
              <HeadCell isNumber>By pattern</HeadCell>
              <HeadCell isNumber>Messages heard</HeadCell>
              <HeadCell isNumber>Largest buffer</HeadCell>
              <HeadCell>Limit for subscribers</HeadCell>
              <HeadCell isNumber>Cut off</HeadCell>
              <HeadCell isNumber>Counted for</HeadCell>
            </>
          }
        >
          {instances.map((instance) => (
            <tr key={instance.address} className="hover:bg-surface-hover">
              <Cell className="font-mono">{instance.address}</Cell>
              <Cell>{instance.role}</Cell>
              {instance.failure === null ? (
                <Figures instance={instance} />
              ) : (
                <Cell colSpan={7} className="text-ink-muted">
                  {instance.failure.message}
                </Cell>
              )}
            </tr>
          ))}
        </Table>
      </Panel>
      <ClientPanel
        clients={clients}
        total={diagnosis.clientTotal}
        patterns={instances.reduce((sum, { patternSubscriptions }) => sum + patternSubscriptions, 0)}
      />
    </>
  );
}

function Figures({ instance }: { instance: DiagnosedInstance }) {
  const count = (value: number | null) => (value === null ? "not known" : formatNumber(value));
  return (
    <>
      <Cell isNumber>{formatNumber(instance.subscribers + instance.shardSubscribers)}</Cell>
      <Cell isNumber>{formatNumber(instance.patternSubscriptions)}</Cell>
      <Cell isNumber>{count(instance.messages)}</Cell>
      <Cell isNumber>{formatBytes(instance.largestBufferBytes)}</Cell>
      <Cell>{limitWords(instance)}</Cell>
      <Cell isNumber>{count(instance.bufferDisconnections)}</Cell>
      <Cell isNumber>
        {instance.uptimeSeconds === null ? "not known" : formatRoughDuration(instance.uptimeSeconds * 1000)}
      </Cell>
    </>
  );
}

function limitWords({ bufferLimit }: DiagnosedInstance): string {
  if (bufferLimit === null) return "not readable";
  const { hardBytes, softBytes, softSeconds } = bufferLimit;
  const parts = [
    ...(hardBytes === 0 ? [] : [`${formatBytes(hardBytes)} at once`]),
    ...(softBytes === 0 ? [] : [`${formatBytes(softBytes)} for ${softSeconds} s`]),
  ];
  return parts.length === 0 ? "none" : parts.join(", ");
}
