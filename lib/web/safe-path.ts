const CONSOLE = "http://console.invalid";

/** A path of this console, or "/" for whatever else somebody put into a link. */
export function safePath(text: string): string {
  if (!text.startsWith("/") || text.length > 2000 || !/^[\x21-\x7e]*$/.test(text)) return "/";
  if (!URL.canParse(text, CONSOLE)) return "/";
  const url = new URL(text, CONSOLE);
  // A browser reads a backslash as a slash, and two slashes as another host.
  if (url.origin !== CONSOLE || text.includes("\\") || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
