import type { MessageBody, Published, Receipt } from "#lib/pubsub/schema.ts";
import type { Result } from "#lib/result.ts";

interface ToChannel {
  deployment: string;
  channel: string;
  confirm?: string;
}

export interface PubsubActions {
  publish(input: ToChannel & { body: MessageBody }): Promise<Result<Published>>;
  sendReceipt(input: ToChannel): Promise<Result<Receipt>>;
  saveSample(input: {
    deployment: string;
    channel: string;
    label: string;
    body: MessageBody;
  }): Promise<Result<{ id: string }>>;
  removeSample(input: { deployment: string; id: string }): Promise<Result<{ id: string }>>;
}

/** A channel keyspace of the configuration to which test messages may go. */
export interface PublishChoice {
  name: string;
  label: string;
  match: string;
  codec: "text" | "json" | "socketio-emit";
  examples: readonly { label: string; body: string }[];
  /** The system's own channel, where the template names only one. */
  suggestion: string;
}
