/** A browser sends no more than that to one site. */
const MOST_COOKIES = 60;

/** The values in a pasted cookie: `name=value`, a whole Cookie or Set-Cookie header, or the value alone; percent-decoded. */
export function pastedCookies(text: string): string[] {
  const parts = text.replace(/^(set-)?cookie:\s*/i, "").split(/;\s*/, MOST_COOKIES);
  return [...new Set(parts.map(cookieValue).filter((value) => value !== ""))];
}

function cookieValue(part: string): string {
  const value = /^[A-Za-z0-9_.-]+=(.+)$/.exec(part)?.[1] ?? part;
  try {
    return value.includes("%") ? decodeURIComponent(value) : value;
  } catch (thrown) {
    if (thrown instanceof URIError) return value;
    throw thrown;
  }
}
