import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tryRenderTemplate } from "./render-template.ts";
import { variablesOf } from "./variables/template-variables.ts";

const TEMPLATE = readFileSync(new URL("../../templates/redis.conf.tpl", import.meta.url), "utf8");

function originsOf(variables: Record<string, string | string[]>, template = TEMPLATE) {
  const origins = new Set([...variablesOf("redis").map(({ name }) => name), ...Object.keys(variables)]);
  const result = tryRenderTemplate({ template, variables, origins });
  if (result.outcome !== "rendered") throw new Error(result.reason);
  const lines = result.text.replace(/\n$/, "").split("\n");
  return {
    lines,
    origins: result.origins ?? [],
    of: (start: string) => result.origins?.[lines.findIndex((line) => line.startsWith(start))],
  };
}

const REQUIRED = { REDIS_PASSWORD: "x", REDIS_MAX_MEMORY: "2gb" };

describe("the origin of lines", () => {
  it("has one entry a line", () => {
    const { lines, origins } = originsOf(REQUIRED);
    expect(origins).toHaveLength(lines.length);
  });

  it("names the variable of a line, through what the template assigns, given or not", () => {
    const { of } = originsOf(REQUIRED);
    expect(of("port ")).toEqual({ variables: ["REDIS_PORT"], conditions: [] });
    expect(of("maxmemory ")?.variables).toEqual(["REDIS_MAX_MEMORY"]);
    expect(of("masterauth ")?.variables).toEqual(["REDIS_MASTER_PASSWORD", "REDIS_PASSWORD"]);
    expect(of("dbfilename ")?.variables).toEqual(["REDIS_PORT"]);
    expect(of("# General")).toEqual({ variables: [], conditions: [] });
  });

  it("names what decides that a line is there", () => {
    const files = { REDIS_TLS_CERT_FILE: "/c", REDIS_TLS_KEY_FILE: "/k", REDIS_TLS_CA_CERT_FILE: "/a" };
    const { of } = originsOf({ ...REQUIRED, ...files, REDIS_TLS_PORT: "6380" });
    expect(of("tls-port ")?.variables).toEqual(["REDIS_TLS_PORT"]);
    expect(of("tls-cert-file ")).toEqual({ variables: ["REDIS_TLS_CERT_FILE"], conditions: ["REDIS_TLS_PORT"] });
  });

  it("names what a loop goes over for the lines that it writes", () => {
    expect(originsOf(REQUIRED).of("save ")).toEqual({ variables: ["REDIS_SAVE_POINTS"], conditions: [] });
    const none = originsOf({ ...REQUIRED, REDIS_SAVE_POINTS: [] });
    expect(none.of("save ")).toEqual({ variables: [], conditions: ["REDIS_SAVE_POINTS"] });
  });

  it("names it for every line that a value with line breaks makes", () => {
    const { origins } = originsOf({ a: "1\n2", b: "3" }, "x {{ a }} {{ b }}\ny\n");
    expect(origins.map(({ variables }) => variables)).toEqual([["a"], ["a", "b"], []]);
  });
});
