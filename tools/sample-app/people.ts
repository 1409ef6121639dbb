const GIVEN = [
  "Alice",
  "Bram",
  "Chiara",
  "Dmitri",
  "Elif",
  "Farid",
  "Grace",
  "Hugo",
  "Ines",
  "Jonas",
  "Kaja",
  "Liam",
  "Mei",
  "Noor",
  "Olga",
  "Pedro",
];
const FAMILY = [
  "Okafor",
  "Lindqvist",
  "Moreau",
  "Tanaka",
  "Novak",
  "Silva",
  "Haddad",
  "Jansen",
  "Rossi",
  "Kowalski",
  "Schmidt",
  "O'Brien",
];

const USER_AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
];

export interface Person {
  id: number;
  name: string;
  email: string;
}

export interface Device {
  ip: string;
  userAgent: string;
}

export const FIRST_PERSON = 4001;
export const PEOPLE = 400;

/** The same person for the same id, every time. */
export function person(id: number): Person {
  const given = pick(GIVEN, id);
  const family = pick(FAMILY, Math.floor(id / GIVEN.length));
  const mailbox = `${given}.${family.replace("'", "")}`.toLowerCase();
  return { id, name: `${given} ${family}`, email: `${mailbox}.${id}@example.com` };
}

/** Addresses from the ranges reserved for documentation (RFC 5737). */
export function device(personId: number, nth: number): Device {
  const network = pick(["192.0.2", "198.51.100", "203.0.113"], personId + nth);
  return { ip: `${network}.${(personId * 7 + nth * 31) % 254 || 1}`, userAgent: pick(USER_AGENTS, personId * 3 + nth) };
}

/** Most people have one or two sessions, a few have many. */
export function sessionsOf(personId: number): number {
  return personId % 40 === 0 ? 9 : personId % 5 === 0 ? 4 : 1 + (personId % 2);
}

function pick<Item>(items: readonly Item[], index: number): Item {
  // The index is taken modulo the length of a list that is never empty.
  return items[index % items.length] as Item;
}
