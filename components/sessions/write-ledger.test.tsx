import { expect, it } from "vitest";
import type { RevokedSession } from "#lib/sessions/schema.ts";
import { ledgerCsv, ledgerJsonl } from "./write-ledger.ts";

const ROW: RevokedSession = {
  at: 1_800_000_000_000,
  by: "ada",
  role: "sre",
  whom: "user =1+1",
  reason: "@SUM(A1:A9), said the ticket",
  keyspace: "web",
  session: "0a1b2c3d",
  outcome: "deleted",
  recheck: "gone",
  cameBack: 0,
  revocationId: "r1",
};

it("writes a row a session, in which nothing that people typed becomes a formula", () => {
  const [head, row] = ledgerCsv([ROW]).split("\r\n");
  expect(head).toBe("at,by,role,whom,reason,keyspace,session,outcome,recheck,cameBack,revocationId");
  expect(row).toBe(
    `2027-01-15T08:00:00.000Z,ada,sre,user =1+1,"'@SUM(A1:A9), said the ticket",web,0a1b2c3d,deleted,gone,0,r1`,
  );
});

it.each(["=1", "+1", "-1", "@a", "\t=1", "\r=1"])("keeps %j a text", (reason) => {
  expect(ledgerCsv([{ ...ROW, reason }])).toContain(`'${reason}`);
});

it("writes one JSON object a line", () => {
  const lines = ledgerJsonl([ROW, ROW]).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(Array(2).fill({ ...ROW, at: "2027-01-15T08:00:00.000Z" }));
});
