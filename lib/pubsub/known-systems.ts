import type { ChannelSystem } from "./schema.ts";

interface KnownSystem extends ChannelSystem {
  /** `name` has one character for each byte. */
  fits(name: string, isSharded: boolean): boolean;
}

const ADAPTER_CHANNEL = /^[^#]+#\/[^#]*#/;
const DEAFENS =
  "A message that is no msgpack ends every Socket.IO server on ioredis, and leaves those on node-redis deaf until a restart.";

/** The first that fits counts. What is said of each was tried with the real library, or is Redis' own. */
const SYSTEMS: readonly KnownSystem[] = [
  {
    id: "sentinel-hello",
    label: "Sentinel",
    fits: (name) => name.startsWith("__sentinel__:"),
    explains: "The Sentinels announce themselves and the master here, every two seconds.",
    publishing: "never",
    why: "A false announcement could make the Sentinels believe in an instance that is none.",
    isGuess: false,
  },
  {
    id: "keyspace-events",
    label: "Keyspace events",
    fits: (name) => /^__key(space|event)@\d+__:/.test(name),
    explains: "Redis itself tells here what happened to keys; each instance tells of its own.",
    publishing: "never",
    why: "Applications would take it for something that happened to a key.",
    isGuess: false,
  },
  {
    id: "redis-internal",
    label: "Redis",
    fits: (name) => name.startsWith("__redis__:"),
    explains: "Redis tells clients here which keys their own caches must forget.",
    publishing: "never",
    why: "Clients would drop or keep the wrong keys.",
    isGuess: false,
  },
  {
    id: "socketio-requests",
    label: "Socket.IO adapter",
    fits: (name) => /-(request|response)#/.test(name),
    explains: "Socket.IO servers ask each other here who is in which room, and answer with whole handshakes.",
    publishing: "never",
    why: "A message here can disconnect sockets or be taken for another server's answer.",
    isGuess: false,
  },
  {
    id: "socketio-sharded",
    label: "Socket.IO sharded adapter",
    fits: (name, isSharded) => isSharded && ADAPTER_CHANNEL.test(name),
    explains: "Socket.IO servers pass events to each other here, for all sockets or for those in a room.",
    publishing: "built",
    why: "Only an emit that the console builds reaches sockets; whatever else is thrown away.",
    isGuess: false,
  },
  {
    id: "socketio-adapter",
    label: "Socket.IO adapter",
    fits: (name) => ADAPTER_CHANNEL.test(name),
    explains: "Socket.IO servers pass events to each other here, and listen by pattern: NUMSUB counts none of them.",
    publishing: "built",
    why: DEAFENS,
    isGuess: false,
  },
  {
    id: "socketio-streams",
    label: "Socket.IO streams adapter",
    fits: (name) => name === "socket.io" || name.startsWith("sio:"),
    explains: "Socket.IO servers read a stream of this name and use channels only beside it.",
    publishing: "never",
    why: "Events travel through the stream; a message on a channel reaches nobody or confuses servers.",
    isGuess: false,
  },
  {
    id: "python-socketio",
    label: "python-socketio",
    fits: (name) => name === "socketio" || name === "flask-socketio",
    explains: "Python Socket.IO servers pass events to each other here, as pickled objects.",
    publishing: "never",
    why: "The servers unpickle whatever they receive, which runs code that the message contains.",
    isGuess: false,
  },
  {
    id: "channels-redis",
    label: "Django Channels",
    fits: (name) => /^asgi(__group__|[:!.])|^asgi.*!/.test(name),
    explains: "Django Channels consumers receive their groups' messages here, as msgpack.",
    publishing: "never",
    why: "Anything but its own msgpack raises an error inside the consumer that receives it.",
    isGuess: false,
  },
  {
    id: "bullmq",
    label: "Bull or BullMQ",
    fits: (name) => name.startsWith("bull:"),
    explains: "Job queues tell their workers here what has changed.",
    publishing: "never",
    why: "Workers would act on a job that does not exist.",
    isGuess: false,
  },
  {
    id: "bottleneck",
    label: "Bottleneck",
    fits: (name) => /^b_[A-Za-z0-9_-]+(:\S+)?$/.test(name),
    explains: "Rate limiters of the library Bottleneck free each other's capacity here.",
    publishing: "never",
    why: "A message here could let more through than the limit allows.",
    isGuess: true,
  },
  {
    id: "spring-session",
    label: "Spring Session",
    fits: (name) => name.startsWith("spring:session:"),
    explains: "Spring applications tell each other here which sessions were created.",
    publishing: "never",
    why: "The payload is a serialised Java object, which readers turn back into one.",
    isGuess: false,
  },
  {
    id: "laravel",
    label: "Laravel broadcasting",
    fits: (name) => /^laravel_database_|(^|_)(private|presence)-/.test(name),
    explains:
      "A Laravel application broadcasts events here; a bridge such as laravel-echo-server passes them to browsers.",
    publishing: "json",
    why: 'Safe as JSON with the members "event", "data" and "socket".',
    isGuess: true,
  },
  {
    id: "action-cable",
    label: "Action Cable",
    fits: (name) => /^cable:|(^|:)action_cable\//.test(name),
    explains: "A Rails application broadcasts here to the browsers that follow the stream.",
    publishing: "json",
    why: "Safe as JSON: browsers that follow the stream receive it.",
    isGuess: true,
  },
  {
    id: "console",
    label: "This console",
    fits: (name) => name.startsWith("console:test:"),
    explains: "A channel for tests, which no application reads.",
    publishing: "json",
    why: "Safe: nobody but the console listens.",
    isGuess: false,
  },
  {
    id: "graphql-subscriptions",
    label: "GraphQL subscriptions",
    fits: (name) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name),
    explains: "GraphQL servers pass what happened to their subscribers here; the channel is the trigger's name.",
    publishing: "json",
    why: "Safe as JSON of the payload that the subscription resolves.",
    isGuess: true,
  },
];

/** Which library is behind a channel, by its name; `declared` is what the configuration says. */
export function systemOf(channel: Uint8Array, isSharded: boolean, declared?: string): ChannelSystem | undefined {
  const name = Buffer.from(channel).toString("latin1");
  const byName = SYSTEMS.find((system) => system.fits(name, isSharded));
  // What is dangerous by its name stays so, whatever the configuration says.
  const isStrict = byName?.publishing === "never" || byName?.publishing === "built";
  const found = isStrict || declared === undefined ? byName : SYSTEMS.find(({ id }) => id === declared);
  if (found === undefined) return undefined;
  const { fits: _fits, ...system } = found;
  return declared === undefined || isStrict ? system : { ...system, isGuess: false };
}
