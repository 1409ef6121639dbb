/** Names travel as base64url of their bytes: a channel may hold any byte. */
export interface PubsubAddress {
  tab: PubsubTab;
  filter: string;
  /** The channel that is looked at, published to or diagnosed. */
  channel: string | undefined;
  isSharded: boolean;
  /** What the live view watches. */
  channels: readonly string[];
  patterns: readonly string[];
  shards: readonly string[];
  sample: string | undefined;
}

export const PUBSUB_TABS = ["channels", "publish", "live", "receipt", "diagnosis"] as const;
export type PubsubTab = (typeof PUBSUB_TABS)[number];

const NAME = /^[A-Za-z0-9_-]{1,2048}$/;

export function readPubsubAddress(params: { get(name: string): string | null }): PubsubAddress {
  const list = (name: string) => (params.get(name) ?? "").split(".").filter((part) => NAME.test(part));
  const channel = params.get("channel") ?? "";
  return {
    tab: PUBSUB_TABS.find((tab) => tab === params.get("tab")) ?? "channels",
    filter: params.get("filter") ?? "",
    channel: NAME.test(channel) ? channel : undefined,
    isSharded: params.get("sharded") === "1",
    channels: list("channels"),
    patterns: list("patterns"),
    shards: list("shards"),
    sample: params.get("sample") ?? undefined,
  };
}

export function pubsubHref(deployment: string, address: Partial<PubsubAddress>): string {
  const { tab = "channels", filter = "", channel, isSharded = false, sample } = address;
  const params = new URLSearchParams();
  if (tab !== "channels") params.set("tab", tab);
  if (filter !== "") params.set("filter", filter);
  if (channel !== undefined) params.set("channel", channel);
  if (isSharded) params.set("sharded", "1");
  for (const name of ["channels", "patterns", "shards"] as const) {
    const names = address[name] ?? [];
    if (names.length > 0) params.set(name, names.join("."));
  }
  if (sample !== undefined) params.set("sample", sample);
  return `/${deployment}/pubsub${params.size === 0 ? "" : `?${params}`}`;
}
export function encodeName(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** As text where it is text; other bytes as \xNN. */
export function decodeName(id: string): string {
  const bytes = Uint8Array.from(atob(id.replaceAll("-", "+").replaceAll("_", "/")), (byte) => byte.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const show = (byte: number) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
    return [...bytes].map(show).join("");
  }
}
