import { joinAddress } from "./address.ts";

/** Something a sentinel said about one master name, or about itself. */
export interface SentinelEvent {
  /** As Redis writes it, but for the word replica: "+sdown", "+replica-reconf-done". */
  readonly name: string;
  /** What it is about; itself means the sentinel that spoke. */
  readonly about: "master" | "replica" | "sentinel" | "itself";
  readonly address: string | undefined;
  /** Of +switch-master: the new master. */
  readonly to: string | undefined;
  readonly epoch: number | undefined;
  /** What follows, not yet made safe to show. */
  readonly rest: string;
}

const LONGEST_NAME = 60;
const LONGEST_TEXT = 2_000;
const ABOUT_ITSELF = /^([+-]tilt|\+new-epoch|\+vote-for-leader)$/;
const SPOKEN_OF = new Map([
  ["master", "master"],
  ["slave", "replica"],
  ["replica", "replica"],
  ["sentinel", "sentinel"],
] as const);

/** Undefined when it is about another master name, or nothing that can be understood; the bytes may be hostile. */
export function parseSentinelEvent(event: string, text: string, masterName: string): SentinelEvent | undefined {
  if (event.length > LONGEST_NAME || text.length > LONGEST_TEXT || !/^[+-][a-z0-9-]+$/.test(event)) return undefined;
  const name = event.replaceAll("slave", "replica");
  const words = text.split(" ");
  if (ABOUT_ITSELF.test(name)) return parseOwn(name, words);
  if (name === "+switch-master") return parseSwitch(name, words, masterName);
  return parseAbout(name, words, masterName);
}

/** "<epoch>", "<run id> <epoch>", or words about tilt. */
function parseOwn(name: string, words: string[]): SentinelEvent {
  const epoch = name.endsWith("tilt") ? undefined : toEpoch(words.at(-1));
  return { name, about: "itself", address: undefined, to: undefined, epoch, rest: words.join(" ") };
}

/** "<name> <ip> <port> <ip> <port>" */
function parseSwitch(name: string, words: string[], masterName: string): SentinelEvent | undefined {
  const [masterOf, host, port, newHost, newPort] = words;
  const to = joinAddress(newHost, newPort);
  if (masterOf !== masterName || to === undefined) return undefined;
  return { name, about: "master", address: joinAddress(host, port), to, epoch: undefined, rest: "" };
}

/** "<kind> <name> <ip> <port>", then "@ <master name> <ip> <port>" unless it is the master, then whatever else. */
function parseAbout(name: string, words: string[], masterName: string): SentinelEvent | undefined {
  const [kind = "", ownName, host, port, at, masterOf] = words;
  const about = [...SPOKEN_OF].find(([word]) => word === kind)?.[1];
  const isOurs = about === "master" ? ownName === masterName : at === "@" && masterOf === masterName;
  if (about === undefined || !isOurs) return undefined;
  const rest = words
    .slice(about === "master" ? 4 : 8)
    .join(" ")
    .replace(/slave$/, "replica");
  return { name, about, address: joinAddress(host, port), to: undefined, epoch: undefined, rest };
}

function toEpoch(word: string | undefined): number | undefined {
  return word !== undefined && /^\d{1,15}$/.test(word) ? Number(word) : undefined;
}
