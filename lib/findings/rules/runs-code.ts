import type { Rule } from "#lib/findings/rule.ts";

const DANGERS: Readonly<Record<string, string>> = {
  loadmodule: "It runs code of a file inside the server.",
  include: "It reads another file, whose lines nobody has checked here.",
  "enable-debug-command": "DEBUG can crash the server and read its memory.",
  "enable-module-command": "MODULE LOAD runs code of a file inside the server.",
  "enable-protected-configs": "CONFIG SET dir and dbfilename let a client write files anywhere.",
  "sentinel notification-script": "It runs a program at every event of Sentinel.",
  "sentinel client-reconfig-script": "It runs a program at every failover.",
};

export const runsCode: Rule = {
  id: "runs-code",
  of: "both",
  check({ lines }) {
    return lines.flatMap(({ name, number, args }) => {
      const statement = name === "sentinel" ? `sentinel ${args[0]?.toLowerCase()}` : name;
      const why = Object.hasOwn(DANGERS, statement) ? DANGERS[statement] : undefined;
      const isOff = statement.startsWith("enable-") && args.at(-1)?.toLowerCase() === "no";
      if (why === undefined || isOff) return [];
      return [
        {
          severity: "error" as const,
          lines: [number],
          message: `${statement} does not belong in this file.`,
          why,
          fix: "Find the variable that wrote the line; the templates never do.",
        },
      ];
    });
  },
};
