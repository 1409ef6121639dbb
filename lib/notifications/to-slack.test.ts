import { expect, it } from "vitest";
import { testNotice } from "./notice-of.ts";
import { configWith } from "./test-snapshots.ts";
import { toSlack } from "./to-slack.ts";

const notice = testNotice(configWith([]), "shop", 1_000_000);

it("has Slack's text and one attachment", () => {
  const critical = {
    kind: "state",
    newState: "critical",
    headline: "it is full",
    value: "97 %",
    instance: "10.0.0.1:6379",
  } as const;
  expect(toSlack({ ...notice, ...critical })).toEqual({
    text: "Critical: Shop: it is full.",
    attachments: [
      {
        color: "#c62828",
        fallback: "Critical: Shop: it is full.",
        title: "Test message",
        title_link: "https://console.example/shop/overview",
        fields: [{ title: "Value", value: "97 %", short: true }],
        footer: "production · 10.0.0.1:6379 · was ok",
        ts: 1_000,
      },
    ],
  });
});

it("lets nothing from Redis call a channel or write a link", () => {
  const hostile = "<!channel> <https://evil.example|the console> & more";
  const text = JSON.stringify(
    toSlack({ ...notice, headline: hostile, value: hostile, threshold: hostile, advice: hostile }),
  );
  expect(text).not.toMatch(/<!channel>|<https:\/\/evil/);
  expect(text).toContain("&lt;!channel&gt;");
});
