import type { Rule } from "#lib/findings/rule.ts";

export const dirTmp: Rule = {
  id: "dir-tmp",
  of: "both",
  check({ lines }) {
    const folder = lines.findLast(({ name }) => name === "dir");
    const path = folder?.args[0] ?? "";
    if (folder === undefined || !/^\/(tmp|var\/tmp|dev\/shm)(\/|$)/.test(path)) return [];
    return [
      {
        severity: lines.some(({ name }) => name === "sentinel") ? "warning" : "error",
        lines: [folder.number],
        message: "The data lies in a folder for temporary files.",
        why: "Everybody on the host may write there, and it is emptied at boot.",
        fix: "Use a folder under /var/lib/redis.",
      },
    ];
  },
};
