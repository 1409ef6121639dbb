"use client";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { ShallowLink } from "#components/ui/shallow-link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { ChannelRow } from "#lib/pubsub/schema.ts";
import { pubsubHref } from "./pubsub-address.ts";

interface ChannelSheetProps {
  deployment: DeploymentChoice;
  channel: ChannelRow;
  onClose: () => void;
}

/** What a channel is, who listens, and whether a message from here is safe. */
export function ChannelSheet({ deployment, channel, onClose }: ChannelSheetProps) {
  const { id, name, isSharded, isHidden, system, whyNotPublish } = channel;
  const href = (tab: "publish" | "live" | "diagnosis") =>
    pubsubHref(deployment.name, {
      tab,
      ...(tab === "live" ? { [isSharded ? "shards" : "channels"]: [id] } : { channel: id, isSharded }),
    });
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={
        <span className="flex flex-wrap items-center gap-2">
          <span className="wrap-anywhere font-mono text-14">{name}</span>
          <CopyButton text={name} label="Copy channel" />
        </span>
      }
      footer={
        isHidden ? undefined : (
          <>
            <ShallowLink href={href("diagnosis")} className={buttonStyle()}>
              Diagnose delivery
            </ShallowLink>
            <ShallowLink href={href("live")} className={buttonStyle()}>
              Watch live
            </ShallowLink>
            {whyNotPublish === null ? (
              <ShallowLink href={href("publish")} className={buttonStyle("primary")}>
                Publish a test message
              </ShallowLink>
            ) : null}
          </>
        )
      }
    >
      <div className="space-y-6 text-13">
        {system === null ? null : (
          <section className="space-y-1">
            <h3 className="font-semibold">{system.isGuess ? `Looks like ${system.label}` : system.label}</h3>
            <p className="text-ink-muted">{system.explains}</p>
          </section>
        )}
        <section className="space-y-1">
          <h3 className="flex items-center gap-2 font-semibold">
            Publishing from here
            <StatusBadge
              state={whyNotPublish === null ? "ok" : "unknown"}
              word={whyNotPublish === null ? "Allowed" : "Refused"}
            />
          </h3>
          <p className="text-ink-muted">
            {whyNotPublish ?? system?.why ?? "The configuration declares the channel and what its readers can take."}
          </p>
        </section>
        <FigureList title="Subscribers" figures={subscribers(channel)} />
        <p className="text-ink-muted">
          Counted are those that subscribe by this very name. Subscribers by a pattern receive it too and are counted
          nowhere; only the answer to a message says how many there were.
        </p>
      </div>
    </Sheet>
  );
}

function subscribers({ byInstance, watchers }: ChannelRow) {
  const own = watchers === 0 ? [] : [{ name: "The console itself, besides", value: formatNumber(watchers) }];
  return [
    ...byInstance.map(({ address, subscribers: count }) => ({
      name: address,
      value: formatCount(count, "subscriber"),
    })),
    ...own,
  ];
}
