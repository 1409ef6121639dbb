import { expect, it } from "vitest";
import { parseRole } from "./parse-role.ts";

it("reads the three roles as Redis 7.0.15 answers them", () => {
  expect(
    parseRole([
      "master",
      561,
      [
        ["127.0.0.1", "27502", "561"],
        ["::1", "27505", "0"],
      ],
    ]),
  ).toEqual({
    role: "master",
    offset: 561,
    replicas: [
      { address: "127.0.0.1:27502", offset: 561 },
      { address: "[::1]:27505", offset: 0 },
    ],
  });
  expect(parseRole(["slave", "127.0.0.1", 27501, "connected", 575])).toEqual({
    role: "replica",
    masterAddress: "127.0.0.1:27501",
    isLinkUp: true,
    offset: 575,
  });
  expect(parseRole(["slave", "127.0.0.1", 27501, "handshake", -1])).toMatchObject({
    isLinkUp: false,
    offset: undefined,
  });
  expect(parseRole(["sentinel", ["main"]])).toEqual({ role: "sentinel", masterNames: ["main"] });
});

it.each([undefined, null, 7, "master", [], ["king"], [["master"]], { 0: "master" }])("does not know %j", (reply) => {
  expect(parseRole(reply)).toBeUndefined();
});

it("passes over what is no replica in a master's answer", () => {
  const replicas = [null, [], ["a b", "1", "2"], ["10.0.0.1", "70000", "1"], ["10.0.0.1", "1", "x"]];
  expect(parseRole(["master", "x", replicas])).toEqual({
    role: "master",
    offset: undefined,
    replicas: [{ address: "10.0.0.1:1", offset: undefined }],
  });
  expect(parseRole(["master"])).toMatchObject({ replicas: [] });
  expect(parseRole(["slave", 1, null, {}, []])).toMatchObject({ role: "replica", isLinkUp: false });
});
