import { type ConsequenceRule, linesOf } from "#lib/consequences/consequence.ts";

export const folderMissing: ConsequenceRule = {
  id: "folder-missing",
  check(meeting) {
    return (["dir", "logfile", "pidfile"] as const).flatMap((name) => {
      const path = meeting.rendered.get(name)?.value ?? "";
      const folder = name === "dir" ? path : path.slice(0, path.lastIndexOf("/"));
      if (folder === "" || meeting.missingFolders?.has(folder) !== true) return [];
      return [
        {
          severity: name === "pidfile" ? ("warning" as const) : ("error" as const),
          lines: linesOf(meeting, name),
          message: `The host of ${meeting.address} has no folder ${folder}.`,
          why:
            name === "pidfile"
              ? "No pid file is written, and what waits for one waits for ever."
              : "redis-server refuses the file and does not start.",
          fix: "Make the folder, owned by the user of the server.",
        },
      ];
    });
  },
};
