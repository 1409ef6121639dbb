import { expect, it } from "vitest";
import type { AuditLine } from "#lib/audit/schema.ts";
import { auditCsv, auditJsonl } from "./write-audit.ts";

const LINE: AuditLine = {
  seq: 7,
  at: 1_800_000_000_000,
  requestId: "r1",
  phase: "succeeded",
  operation: "cache.delete",
  userId: "u1",
  userName: "ada",
  role: "sre",
  address: "192.0.2.1",
  deployment: "test",
  target: '=HYPERLINK("http://evil.example")',
  targetTag: null,
  reason: "it was, as said, wrong",
  count: 2,
  errorCode: null,
};

it("keeps what people typed from becoming a formula, and commas from becoming columns", () => {
  const [, row] = auditCsv([LINE]).split("\r\n");
  expect(row).toBe(
    `7,2027-01-15T08:00:00.000Z,succeeded,cache.delete,ada,sre,192.0.2.1,test,"'=HYPERLINK(""http://evil.example"")","it was, as said, wrong",2,,r1`,
  );
});

it("writes one JSON object a line", () => {
  const lines = auditJsonl([LINE, LINE]).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).target)).toEqual([LINE.target, LINE.target]);
});
