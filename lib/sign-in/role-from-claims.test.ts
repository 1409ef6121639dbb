import { expect, test } from "vitest";
import { roleFromClaims } from "./role-from-claims.ts";

const oidc = {
  roleClaim: "realm.groups",
  roles: { viewer: ["everyone"], support: ["help-desk"], sre: ["ops", "dba"] },
};

test.each([
  [{ realm: { groups: ["help-desk"] } }, "support"],
  [{ realm: { groups: "dba" } }, "sre"],
  [{ realm: { groups: ["everyone", "ops", "help-desk"] } }, "sre"],
  [{ "realm.groups": ["everyone"] }, "viewer"],
])("gives %j the role %s", (claims, role) => {
  expect(roleFromClaims(oidc, claims)).toBe(role);
});

test.each([
  [{}],
  [null],
  [undefined],
  ["ops"],
  [{ realm: { groups: [] } }],
  [{ realm: { groups: ["OPS"] } }],
  [{ realm: ["ops"] }],
  [{ realm: { groups: { ops: true } } }],
  [{ realm: { groups: [["ops"]] } }],
])("lets nobody in with %j", (claims) => {
  expect(roleFromClaims(oidc, claims)).toBeUndefined();
});

test("does not find roles on the prototype", () => {
  expect(roleFromClaims({ roleClaim: "constructor.name", roles: { admin: ["Object"] } }, {})).toBeUndefined();
});
