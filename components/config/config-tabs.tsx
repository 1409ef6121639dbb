import { Tabs } from "#components/ui/tabs.tsx";
import type { Preview } from "#lib/preview/preview-file.ts";
import { CONFIG_TABS, type ConfigAddress, type ConfigTab, configHref } from "./config-address.ts";

const WORDS: Readonly<Record<ConfigTab, string>> = {
  rendered: "Rendered",
  findings: "Findings",
  instance: "Against an instance",
  compare: "Compare environments",
  boot: "Boot check",
  drift: "Drift",
};

interface ConfigTabsProps {
  deployment: string;
  address: ConfigAddress;
  preview: Preview;
  onPick: (tab: ConfigTab) => void;
}

export function ConfigTabs({ deployment, address, preview, onPick }: ConfigTabsProps) {
  const count = preview.ok ? preview.findings.filter(({ severity }) => severity !== "note").length : 0;
  const tabs = CONFIG_TABS.map((tab) => ({ tab, href: configHref(deployment, { ...address, tab }) }));
  return (
    <Tabs
      label="Views of the configuration"
      onPick={(href) => onPick(tabs.find((known) => known.href === href)?.tab ?? "rendered")}
      tabs={tabs.map(({ tab, href }) => ({
        href,
        word: WORDS[tab],
        isCurrent: address.tab === tab,
        ...(tab === "findings" && count > 0 ? { count: String(count) } : {}),
      }))}
    />
  );
}
