import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import packageFile from "#package.json" with { type: "json" };
import { FLAGS } from "./flags.ts";
import { buildTestCommand, type TestCommand } from "./test-command.ts";

const SECRET = "hunter2-secret";
let command: TestCommand;
beforeAll(async () => {
  command = await buildTestCommand();
});
afterAll(() => command.remove());

const SENTINEL = ["--check-type", "all-sentinel"];

it.each([
  [["--prot", "6379"], "--prot", "did you mean --port?"],
  [["--colour"], "--colour", "--help"],
  [["--port"], "--port", "write --port PORT"],
  [["--host", "--port", "6379"], "--host", "write --host HOST"],
  [["--port", "redis"], "--port", "whole number from 1 to 65535"],
  [["--port", "65536"], "--port", "whole number from 1 to 65535"],
  [["--port", "1", "--port", "2"], "--port", "keep one"],
  [["--host", "a b"], "--host", "--port PORT"],
  [["--tls=yes"], "--tls", "write --tls alone"],
  [["--timeout", "0"], "--timeout", "number from 1"],
  [["--interval", "fast"], "--interval", "number from 0"],
  [["--check-type", "instances"], "--check-type", "did you mean instance?"],
  [SENTINEL, "--sentinel-host", "--sentinel-host HOST"],
  [[...SENTINEL, "--sentinel-host", "h"], "--sentinel-master-name", "--sentinel-master-name NAME"],
  [[...SENTINEL, "--sentinel-host", "h", "--sentinel-master-name", "my master"], "--sentinel-master-name", "letters"],
  [["--warning", "memory_rate=1"], "--warning", "did you mean memory_ratio? write NAME=VALUE with one of lag_bytes"],
  [["--critical", "lag_bytes"], "--critical", "NAME=VALUE"],
  [["--critical", "lag_bytes=much"], "--critical lag_bytes", "lag_bytes=100"],
  [["--warning", "memory_ratio=80"], "--warning memory_ratio", "share"],
  [["--warning", "memory_ratio=0.99"], "--warning memory_ratio", "at most 0.95"],
  [["--critical", "memory_ratio=0.5"], "--critical memory_ratio", "another --warning memory_ratio"],
  [["--warning", "hit_ratio=0.4"], "--warning hit_ratio", "at least 0.5"],
  [["--password", SECRET, "--password-file", "/x"], "--password", "keep one"],
  [["--password-file", "/no/such/file"], "--password-file", "ENOENT"],
  [["--cacert", "/etc/hostname"], "--cacert", "add --tls"],
  [["--tls", "--cacert", "/no/such/file"], "--cacert", "PEM"],
  [["--tls", "--cert", "/etc/hostname"], "--cert", "both"],
  [["--config", "/x"], "--config", "--deployment"],
  [["--deployment", "staging", "--host", "h"], "--host", "leave it out"],
  [["--password", "my", SECRET], "arguments", "after --password"],
  [[`-a${SECRET}`], "arguments", "--help"],
  [[`--pasword=${SECRET}`], "--pasword", "did you mean --password?"],
])("refuses %j in one line that names the flag and what would be right", async (argv, flag, right) => {
  const [nagios, json] = await Promise.all([command.nagios(argv), command.run(argv)]);
  expect([nagios.status, nagios.err, json.status]).toEqual([3, "", 3]);
  expect(nagios.out).toMatch(/^REDIS UNKNOWN - [^\n|]+\n$/);
  expect(nagios.out).toContain(`REDIS UNKNOWN - ${flag}: `);
  expect(nagios.out).toContain(right);
  expect(json.err).toBe(`${nagios.out.replace("REDIS UNKNOWN - ", "")}`);
  expect(JSON.parse(json.out)).toMatchObject({ schema_version: 1, overall: { status: "UNKNOWN" }, checks: [] });
  expect(nagios.printed + json.printed).not.toContain(SECRET);
});

it("ends in time where reading a file never does", async () => {
  const pipe = join(command.folder, "nobody-writes");
  execFileSync("mkfifo", [pipe]);
  const { status, out } = await command.nagios(["--password-file", pipe, "--timeout", "1"]);
  expect([status, out]).toEqual([3, "REDIS UNKNOWN - Nothing was known after 1 s.\n"]);
});

it("names the formats there are", async () => {
  const { status, err } = await command.run(["--output-format", "xml"]);
  expect([status, err]).toEqual([3, expect.stringContaining("json or nagios")]);
});

it("prints every flag, and the version", async () => {
  const [help, version] = await Promise.all([command.run(["--help"]), command.run(["--version"])]);
  expect([help.status, version.status]).toEqual([0, 0]);
  for (const name of Object.keys(FLAGS)) expect(help.out).toContain(`--${name} `);
  expect(version.out).toBe(`redis-health ${packageFile.version}\n`);
});

it.each(["json", "nagios"])("says that nothing listens, and that a name cannot be resolved (%s)", async (format) => {
  const [refused, unresolved] = await Promise.all([
    command.run(["--port", "1", "--output-format", format]),
    command.run(["--host", "no-such-host.invalid", "--output-format", format]),
  ]);
  expect([refused.status, unresolved.status]).toEqual([2, 2]);
  expect(refused.out).toContain("nothing listens there");
  expect(unresolved.out).toContain("no-such-host.invalid");
});

it("lists what is wrong with a configuration file in one line", async () => {
  const file = join(command.folder, "console.config.yaml");
  writeFileSync(file, "deployments: {}\n");
  const { status, out } = await command.nagios(["--deployment", "staging", "--config", file]);
  expect([status, out.trim().split("\n").length]).toEqual([3, 1]);
  expect(out).toContain("console.config.yaml");
});
