/** On https every cookie is bound to this host by its very name; loopback over http cannot have that. */
export function cookieNames(address: string) {
  const prefix = isSecure(address) ? "__Host-" : "";
  return {
    signIn: `${prefix}redis-console.sign-in`,
    csrf: `${prefix}redis-console.csrf`,
    callbackUrl: `${prefix}redis-console.callback-url`,
    pkce: `${prefix}redis-console.pkce`,
    state: `${prefix}redis-console.state`,
    nonce: `${prefix}redis-console.nonce`,
  };
}

export function cookieOptions(address: string) {
  return { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure(address) };
}

export function isSecure(address: string): boolean {
  return address.startsWith("https://");
}
