/** Set by the proxy on every request: the path and query a person asked for, which pages cannot see otherwise. */
export const PAGE_PATH_HEADER = "x-console-path";
