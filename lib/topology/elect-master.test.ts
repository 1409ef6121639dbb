import { expect, it } from "vitest";
import { parseSentinelMaster } from "#lib/redis/parse-sentinel.ts";
import { electMaster } from "./elect-master.ts";

function look(ip: string, epoch: number) {
  const master = parseSentinelMaster(["name", "mymaster", "ip", ip, "port", "6379", "config-epoch", String(epoch)]);
  return { master, replicas: [], peers: [], isTilt: false, masters: 1, isQuorumOk: true, quorumReply: "OK" };
}

it("believes the sentinel with the highest epoch, even alone", () => {
  expect(electMaster([look("10.0.0.1", 3), look("10.0.0.1", 3), look("10.0.0.2", 4)])).toBe("10.0.0.2:6379");
});

it("believes most among equals", () => {
  expect(electMaster([look("10.0.0.2", 3), look("10.0.0.1", 3), look("10.0.0.1", 3)])).toBe("10.0.0.1:6379");
});

it("believes nobody when nobody answers", () => {
  expect(electMaster([])).toBeUndefined();
});

it("believes no epoch that names an instance which says that it is a replica, while another names a master", () => {
  const looks = [look("10.0.0.1", 3), look("10.0.0.1", 3), look("10.0.0.2", 99)];
  const roleOf = (address: string) => (address === "10.0.0.1:6379" ? "master" : "replica");
  expect(electMaster(looks, roleOf)).toBe("10.0.0.1:6379");
});

it("believes the highest epoch while nobody it names has said what it is", () => {
  expect(electMaster([look("10.0.0.1", 3), look("10.0.0.2", 4)], () => "replica")).toBe("10.0.0.2:6379");
});
