type Level = "info" | "warn" | "error";

/** An error's own words only: the fields that drivers hang on errors carry arguments, and so secrets. */
function plain(value: unknown): unknown {
  if (value instanceof Error) {
    const cause = value.cause === undefined ? {} : { cause: plain(value.cause) };
    return {
      name: value.name,
      message: value.message,
      stack: value.stack?.split("\n").slice(1, 6).join("\n"),
      ...cause,
    };
  }
  return value;
}

function write(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  const entries = Object.entries(fields).map(([name, value]) => [name, plain(value)]);
  const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...Object.fromEntries(entries) });
  (level === "info" ? process.stdout : process.stderr).write(`${line}\n`);
}

/** One JSON object a line. */
export const log = {
  info: (message: string, fields?: Record<string, unknown>) => write("info", message, fields),
  warn: (message: string, fields?: Record<string, unknown>) => write("warn", message, fields),
  error: (message: string, fields?: Record<string, unknown>) => write("error", message, fields),
};
