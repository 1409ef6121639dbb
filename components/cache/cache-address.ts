/** The cache that is looked into and the pattern searched, as the address has them. */
export interface CacheAddress {
  keyspace: string | undefined;
  pattern: string | undefined;
}

export function readCacheAddress(params: { get(name: string): string | null }): CacheAddress {
  return { keyspace: params.get("cache") ?? undefined, pattern: params.get("pattern") || undefined };
}

export function cacheHref(deployment: string, { keyspace, pattern }: CacheAddress): string {
  const params = new URLSearchParams({
    ...(keyspace === undefined ? {} : { cache: keyspace }),
    ...(pattern === undefined ? {} : { pattern }),
  });
  return `/${deployment}/cache${params.size === 0 ? "" : `?${params}`}`;
}
