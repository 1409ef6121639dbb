import type { Notice, ToldState } from "./schema.ts";

const WORDS = { ok: "OK", warning: "Warning", critical: "Critical" } as const satisfies Record<ToldState, string>;
const COLOURS = { ok: "#2e7d32", warning: "#b26a00", critical: "#c62828" } as const satisfies Record<ToldState, string>;

/** What Slack's incoming webhooks take, and others that follow them: Mattermost, Rocket.Chat, Discord's /slack. */
export function toSlack(notice: Notice) {
  const { kind, newState, deployment, headline, value, threshold, advice, link, at } = notice;
  const word = kind === "test" ? "Test" : kind === "flapping" ? "Flapping" : WORDS[newState];
  const text = `${word}: ${escaped(deployment.label)}: ${escaped(headline)}.`;
  const fields = [field("Value", value, true), field("Threshold", threshold, true), field("What to do", advice, false)];
  return {
    text,
    attachments: [
      {
        color: COLOURS[newState],
        fallback: text,
        title: escaped(notice.check.label),
        title_link: link,
        fields: fields.flat(),
        footer: escaped(
          [deployment.environment, notice.instance ?? "", `was ${notice.oldState}`].filter(Boolean).join(" · "),
        ),
        ts: Math.floor(at / 1000),
      },
    ],
  };
}

function field(title: string, value: string | null, short: boolean) {
  return value === null ? [] : [{ title, value: escaped(value), short }];
}

/** Or what came from Redis could call a whole channel, or hide an address behind other words. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
