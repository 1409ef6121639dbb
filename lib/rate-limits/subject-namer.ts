import { showKey } from "#lib/cache/show-bytes.ts";
import type { KeyTemplate } from "#lib/config/key-template.ts";
import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";
import { fingerprint } from "./fingerprint.ts";
import { hiddenParts } from "./hidden-parts.ts";

const LONGEST = 200;
const PART = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

interface SubjectNamer {
  subjectOf(key: Buffer): string;
  lookUpOf(key: Buffer): string | null;
}

/** Says whom a key counts, in words that are safe to show whatever the key's bytes are. */
export function subjectNamer(config: RateLimitKeyspace, template: KeyTemplate): SubjectNamer {
  const { subject } = config;
  const visible = template.names.filter((name) => !hiddenParts(config).includes(name));
  const person = typeof subject === "string" ? [...subject.matchAll(PART)][0]?.[1] : visible[0];
  const isPerson = typeof subject === "string" || visible.length === 1;
  return {
    subjectOf(key) {
      const parts = template.matches(key) ?? {};
      const show = (name: string) => {
        const bytes = parts[name] ?? Buffer.alloc(0);
        return config.secretSubject && name === person ? `#${fingerprint(bytes)}` : showKey(bytes, LONGEST);
      };
      if (typeof subject === "string") return subject.replace(PART, (_, name: string) => show(name));
      const shown = visible.map(show);
      const hash = subject === undefined ? [] : [`${show(subject.part).slice(0, 12)}…`];
      return [...hash, ...shown].join(" · ");
    },
    lookUpOf(key) {
      if (person === undefined || !isPerson || typeof subject === "object" || config.secretSubject) return null;
      const bytes = template.matches(key)?.[person] ?? Buffer.alloc(0);
      const text = bytes.toString("utf8");
      const isSearchable = text !== "" && text === text.trim() && text.length <= 256 && showKey(bytes, 300) === text;
      return isSearchable ? text : null;
    },
  };
}
