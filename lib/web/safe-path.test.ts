import { expect, test } from "vitest";
import { safePath } from "./safe-path.ts";

test.each(["/", "/sessions?user=7&tab=a#row", "/a%2Fb", "/deployments/main/overview"])("keeps the path %s", (path) => {
  expect(safePath(path)).toBe(path);
});

test.each([
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/./\\evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "javascript:alert(1)",
  "http://host:port.evil.example",
  "http://host@evil.example",
  "/\r\nX-Header: 1",
  "/ a",
  "",
  "sessions",
  `/${"a".repeat(3000)}`,
])("turns %j into the first page", (text) => {
  expect(safePath(text)).toBe("/");
});
