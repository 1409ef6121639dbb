import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "#lib/config/config-error.ts";

const port = z.coerce.number("must be a port").int("must be a port").min(1).max(65_535);

/** What the console reads from its environment, beside the secrets that the configuration file names. */
export const Environment = z.object({
  CONSOLE_CONFIG: z.string().default("console.config.yaml").describe("The configuration file."),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, "must begin with postgres:// or postgresql://")
    .optional()
    .describe("Keeps the store in this PostgreSQL instead of in store.folder; needed for several console processes."),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, "must have at least 32 characters")
    .optional()
    .describe("The console's own secret, unless console.secret names another place."),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development").describe("Set by the start command."),
  PORT: port.default(3000).describe("The port to listen on."),
  HOSTNAME: z.string().optional().describe("The address to listen on, unless -H gives one."),
});
export type Environment = z.output<typeof Environment>;

type Variables = Readonly<Record<string, string | undefined>>;

/** Every mistake in one ConfigError; NAME_FILE stands for NAME, as container platforms mount secrets. */
export function parseEnvironment(variables: Variables): Environment {
  const given = Object.keys(Environment.shape).flatMap((name) => {
    const value = lookUp(name, variables);
    return value === undefined ? [] : [[name, value]];
  });
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => ({
      file: "environment",
      field: path.join("."),
      wrong: "the value does not fit",
      right: `it ${message.startsWith("must") ? message : `must be other: ${message}`}`,
    })),
  );
}

let parsedOnce: Environment | undefined;

export function environment(): Environment {
  parsedOnce ??= parseEnvironment(process.env);
  return parsedOnce;
}

/** The value of a variable that the configuration names, or of the file that NAME_FILE names; read anew at each call. */
export function readVariable(name: string): string | undefined {
  return lookUp(name, process.env);
}

function lookUp(name: string, variables: Variables): string | undefined {
  const value = variables[name];
  if (value !== undefined && value !== "") return value;
  const file = variables[`${name}_FILE`];
  if (file === undefined || file === "") return undefined;
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    const wrong = `the file that it names cannot be read (${cause instanceof Error && "code" in cause ? cause.code : "unreadable"})`;
    const right = "name a file that the console may read, or unset it";
    throw new ConfigError([{ file: "environment", field: `${name}_FILE`, wrong, right }]);
  }
}
