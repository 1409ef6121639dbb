const LOGIN_IN_ADDRESS = /:\/\/[^/\s@]*:[^/\s@]+@/;
/** `user app on >password ~*`, as ACL files have it. */
const PASSWORD_OF_USER = /(?:^|\s)on\s(?:.*\s)?[><]\S|(?:^|\s)[><]\S.*\s(?:on|~|&|\+)/;
const DIRECTIVE = /\b(?:requirepass|masterauth|auth-pass|sentinel-pass|tls-key-file-pass)\s+(?!["']{2})\S/i;
const SHORTEST_GENERATED = 16;

/** A text that carries a password whatever its name. */
export function holdsSecret(text: string): boolean {
  return LOGIN_IN_ADDRESS.test(text) || PASSWORD_OF_USER.test(text) || DIRECTIVE.test(text);
}

/** One long word in which letters, capitals, digits and signs alternate as in no name, path or address. */
export function looksGenerated(text: string): boolean {
  if (text.length < SHORTEST_GENERATED || !/^[!-~]+$/.test(text) || /^\/|[.:{}]/.test(text)) return false;
  const kinds = [...text].map(kindOf);
  const changes = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return changes * 3 >= text.length;
}

function kindOf(character: string): string {
  if (/[a-z]/.test(character)) return "letter";
  if (/[A-Z]/.test(character)) return "capital";
  return /\d/.test(character) ? "digit" : "sign";
}
