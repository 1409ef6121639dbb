import { expect, test } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "./security-headers.ts";

test("allows no inline or evaluated script or style in production", () => {
  const policy = contentSecurityPolicy("abc", false);
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
    expect(policy).toContain(part);
  }
});

test("pins https only where the console is reached by it", () => {
  expect(securityHeaders("https://console.example")).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders("http://127.0.0.1:3000")).not.toHaveProperty("Strict-Transport-Security");
});
