import type { Normalised } from "./normalise-value.ts";
import { parseBytes } from "./parse-bytes.ts";

const EVENT_CLASSES = "g$lshzxetd";
const ALL_EVENTS = new Set("AKEg$lshzxetdmn");

/** Directives with rules of their own. One that may be repeated is handed all its lines, one after another. */
export function normaliseSpecial(name: string, args: readonly string[]): Normalised {
  if (name === "save") return normaliseSave(args);
  if (name === "notify-keyspace-events") return normaliseEvents(args);
  if (name === "client-output-buffer-limit") return normaliseBuffers(args);
  if (name === "replicaof") return normaliseReplicaof(args);
  if (name === "latency-tracking-info-percentiles")
    return args.every((text) => Number(text) >= 0 && Number(text) <= 100)
      ? { value: args.map((text) => String(Number(text))).join(" ") }
      : { problem: "range", right: "percentages from 0 to 100" };
  if (args.length === 0) return { problem: "arity", right: "a value" };
  if (name === "dir" && args.length > 1) return { problem: "arity", right: "one folder" };
  return { value: args.join(" ") };
}

function normaliseSave(args: readonly string[]): Normalised {
  if (args.length === 1 && args[0] === "") return { value: "" };
  const isRight = args.length > 0 && args.length % 2 === 0 && args.every((text) => /^\d+$/.test(text));
  if (!isRight) return { problem: "number", right: 'pairs of seconds and changes, or ""' };
  return args.some((text, index) => index % 2 === 0 && Number(text) < 1)
    ? { problem: "range", right: "seconds from 1" }
    : { value: args.map((text) => String(Number(text))).join(" ") };
}

/** The order in which redis-server writes the letters; A stands for all of its classes. */
function normaliseEvents(args: readonly string[]): Normalised {
  const [text, ...rest] = args;
  if (text === undefined || rest.length > 0) return { problem: "arity", right: 'one word, or ""' };
  if ([...text].some((letter) => !ALL_EVENTS.has(letter)))
    return { problem: "choice", right: "letters of AKEg$lshzxetdmn" };
  const has = (letter: string) => text.includes(letter) || (text.includes("A") && EVENT_CLASSES.includes(letter));
  const isAll = [...EVENT_CLASSES].every(has);
  const classes = isAll ? "A" : [..."g$lshzxetd"].filter(has).join("") + (has("n") ? "n" : "");
  return { value: classes + (has("K") ? "K" : "") + (has("E") ? "E" : "") + (has("m") ? "m" : "") };
}

function normaliseReplicaof(args: readonly string[]): Normalised {
  const [host = "", port = ""] = args;
  if (args.length !== 2) return { problem: "arity", right: "a host and a port" };
  if (host.toLowerCase() === "no" && port.toLowerCase() === "one") return { value: "" };
  return /^\d+$/.test(port) && Number(port) <= 65_535
    ? { value: `${host} ${Number(port)}` }
    : { problem: "range", right: "a port from 0 to 65535" };
}

const BUFFER_DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["normal", "0 0 0"],
  ["slave", "268435456 67108864 60"],
  ["pubsub", "33554432 8388608 60"],
]);

function normaliseBuffers(args: readonly string[]): Normalised {
  if (args.length === 0 || args.length % 4 !== 0)
    return { problem: "arity", right: "a class, a hard limit, a soft limit and seconds" };
  const limits = new Map(BUFFER_DEFAULTS);
  for (let at = 0; at < args.length; at += 4) {
    const [named = "", hard = "", soft = "", seconds = ""] = args.slice(at, at + 4);
    const wanted = named.toLowerCase() === "replica" ? "slave" : named.toLowerCase();
    const [hardBytes, softBytes] = [parseBytes(hard), parseBytes(soft)];
    if (!limits.has(wanted)) return { problem: "choice", right: "normal, replica or pubsub" };
    if (hardBytes === undefined || softBytes === undefined || !/^\d+$/.test(seconds))
      return { problem: "number", right: "two sizes and seconds" };
    limits.set(wanted, `${hardBytes} ${softBytes} ${Number(seconds)}`);
  }
  return { value: [...limits].map(([kind, limit]) => `${kind} ${limit}`).join(" ") };
}
