/** Leads to the sign-in page, and from there back to this one. */
export function goToSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/login?from=${encodeURIComponent(pathname + search)}`);
}
