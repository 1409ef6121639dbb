import type { Preset } from "./preset.ts";

/** Publishing stays off until a person says so: a message on these channels reaches an application. */
export const CHANNEL_PRESETS: Record<string, Preset> = {
  socketio: { kind: "channel", match: "socket.io#{namespace}#", codec: "socketio-emit" },
  "socketio-sharded": {
    kind: "channel",
    match: "socket.io#{namespace}#",
    codec: "socketio-emit",
    transport: "sharded",
  },
  "graphql-subscriptions": {
    kind: "channel",
    match: "{trigger:[A-Z0-9_]+}",
    codec: "json",
    system: "graphql-subscriptions",
  },
  "laravel-broadcasting": {
    kind: "channel",
    match: "laravel_database_{channel}",
    codec: "json",
    system: "laravel",
    examples: [{ label: "An event", body: '{"event":"OrderShipped","data":{"id":1},"socket":null}' }],
  },
  "action-cable": { kind: "channel", match: "cable:{stream}", codec: "json", system: "action-cable" },
  "console-test": { kind: "channel", match: "console:test:{id}", codec: "json", publish: true, system: "console" },
};
