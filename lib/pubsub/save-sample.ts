import { randomUUID } from "node:crypto";
import { showKey } from "#lib/cache/show-bytes.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { encodeMessage } from "./encode-message.ts";
import { maskJson, maskTokens } from "./mask-json.ts";
import { type MessageBody, SaveSampleInput } from "./schema.ts";
import { targetChannel } from "./target-channel.ts";

const MOST_A_DEPLOYMENT = 500;

/** Keeps a test message for everybody who may publish, under a name; the same name again replaces it. */
export const saveSample = defineOperation({
  name: "pubsub.save-sample",
  summary: "save test messages",
  kind: "change",
  roles: ["engineer", "sre"],
  input: SaveSampleInput,
  target: ({ deployment, channel, label }) => ({
    deployment,
    shown: `sample ${label} of ${showKey(Buffer.from(channel, "base64url"), 100)}`,
  }),
  async run({ actor, services: { deployments, store, now } }, { deployment, channel, label, body }) {
    const { config, name } = deployments.get(deployment);
    // Saving reaches nobody, so production asks for no more than elsewhere.
    const calm = { ...config, environment: { ...config.environment, production: false } };
    const target = targetChannel(calm, channel, undefined);
    encodeMessage(target.keyspace, target.channel, body);
    assertNoSecret(body, target.keyspace.redact);
    const id = randomUUID();
    await store.db.transaction().execute(async (db) => {
      const same = db.deleteFrom("pubsub_sample").where("deployment", "=", name).where("channel", "=", channel);
      await same.where("label", "=", label).execute();
      const { count } = await db
        .selectFrom("pubsub_sample")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("deployment", "=", name)
        .executeTakeFirstOrThrow();
      if (Number(count) >= MOST_A_DEPLOYMENT) throw tooMany(Number(count));
      await db
        .insertInto("pubsub_sample")
        .values({
          ...{ id, deployment: name, channel, label, body: JSON.stringify(body) },
          ...{ user_name: actor.name, saved_at: now() },
        })
        .execute();
    });
    return { id };
  },
});

/** Samples are shared, so they hold nothing that the live view would mask. */
function assertNoSecret(body: MessageBody, redact: readonly string[]): void {
  const secrets = redact.map((expression) => new RegExp(expression, "i"));
  const text = body.kind === "text" ? body.text : body.args;
  if (maskTokens(text).masked + maskJson(parsed(text), secrets).masked === 0) return;
  throw new DomainError("INVALID_INPUT", "The message has a member that is named like a secret, so it was not saved.", {
    where: "body",
    advice: "Take the value out, or leave it empty; everybody who may publish sees saved messages.",
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return text;
    throw thrown;
  }
}

function tooMany(count: number): DomainError {
  return new DomainError("CONFLICT", `The deployment has ${count} saved messages, which is the most.`, {
    advice: "Remove some that nobody needs.",
  });
}
