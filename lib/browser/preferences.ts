export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "redis-console.theme";
export const RAIL_COOKIE = "redis-console.rail";

const YEAR_SECONDS = 365 * 24 * 3600;

/** The server reads it to render the right colours at once. */
export function readTheme(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? "system";
}

export function saveTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  savePreference(THEME_COOKIE, theme);
}

export function saveRail(isCollapsed: boolean): void {
  savePreference(RAIL_COOKIE, isCollapsed ? "collapsed" : "open");
}

function savePreference(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing outside secure contexts.
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
