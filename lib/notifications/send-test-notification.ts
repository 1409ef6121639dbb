import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { testNotice } from "./notice-of.ts";
import { recordSent } from "./outbox.ts";
import { sendNotice } from "./send-notice.ts";

/** Sends one test message at once, past the queue, and says whether it arrived. */
export const sendTestNotification = defineOperation({
  name: "notifications.test",
  summary: "send a test notification",
  kind: "change",
  roles: ["sre"],
  input: z.strictObject({ target: z.string().max(40) }),
  target: ({ target }) => ({ shown: `notification target ${target}` }),
  async run({ services, signal }, { target: name }) {
    const { config, store, now } = services;
    const target = config.notifications.find((one) => one.name === name);
    if (target === undefined) throw new DomainError("NOT_FOUND", `There is no notification target ${name}.`);
    const deployment = target.deployments?.[0] ?? Object.keys(config.deployments)[0] ?? "";
    const notice = testNotice(config, deployment, now());
    const sent = await sendNotice(target, notice, signal);
    await recordSent(store, name, notice, sent.isDelivered ? null : sent.words);
    if (!sent.isDelivered) {
      const advice = "Compare the URL that the configuration refers to with what the receiver expects, and its log.";
      throw new DomainError(sent.isLate ? "TIMEOUT" : "INTERNAL", `${name} was not reached. ${sent.words}`, {
        where: name,
        advice,
      });
    }
    return { target: name };
  },
});
