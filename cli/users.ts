#!/usr/bin/env node
import { parseArgs } from "node:util";
import { CONFIG_EXIT_STATUS, ConfigError } from "#lib/config/config-error.ts";
import { loadConfig } from "#lib/config/load-config.ts";
import { environment } from "#lib/env.ts";
import { DomainError, EXIT_STATUS, isDomainError } from "#lib/errors.ts";
import { ROLES, Role } from "#lib/roles.ts";
import { generatePassword } from "#lib/sign-in/generate-password.ts";
import { readNewPassword } from "#lib/sign-in/read-new-password.ts";
import { addUser, listUsers, removeUser, setDisabled, setPassword, setRole } from "#lib/sign-in/user-commands.ts";

const HELP = `Usage: npm run users -- COMMAND [NAME] [OPTIONS]

  add NAME --role ROLE   creates a user; asks for the password
  password NAME          sets another password and ends the user's sign-ins
  role NAME --role ROLE  gives another role, from the next request on
  disable NAME           ends the user's sign-ins; enable NAME lets the user in again
  remove NAME            deletes the user
  list                   prints every user

  --generate   makes a password and prints it once, instead of asking
  --file PATH  the users file; else console.usersFile of the configuration

Roles: ${ROLES.join(", ")}. A password is asked for, or read from the first line of standard input; never given as an argument.
`;

async function main(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      role: { type: "string" },
      generate: { type: "boolean", default: false },
      file: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command, name] = positionals;
  if (values.help || command === undefined || positionals.length > 2) return print(HELP);
  const path = values.file ?? configuredFile();
  if (command === "list") return print(listUsers(path));
  const run = COMMANDS[command];
  if (run === undefined || name === undefined) throw usage(`There is no command "${positionals.join(" ")}".`);
  await run(path, name, { role: values.role, generate: values.generate });
}

function configuredFile(): string {
  const path = loadConfig(environment().CONSOLE_CONFIG, { isUsersFileNeeded: false }).console.usersFile;
  if (path !== undefined) return path;
  throw usage("The configuration names no users file: set console.usersFile, or give --file.");
}

interface Options {
  role: string | undefined;
  generate: boolean;
}

const COMMANDS: Record<string, (path: string, name: string, options: Options) => Promise<void>> = {
  async add(path, name, { role, generate }) {
    const parsed = parseRole(role);
    await addUser(path, { name, role: parsed, password: await passwordFor(generate) });
    print(`${name} can sign in as ${parsed}.\n`);
  },
  async password(path, name, { generate }) {
    await setPassword(path, name, await passwordFor(generate));
    print(`${name} has another password and is signed out everywhere.\n`);
  },
  async role(path, name, { role }) {
    const parsed = parseRole(role);
    setRole(path, name, parsed);
    print(`${name} is ${parsed} from the next request on.\n`);
  },
  async disable(path, name) {
    setDisabled(path, name, true);
    print(`${name} cannot sign in and is signed out everywhere.\n`);
  },
  async enable(path, name) {
    setDisabled(path, name, false);
    print(`${name} can sign in again.\n`);
  },
  async remove(path, name) {
    removeUser(path, name);
    print(`${name} is removed.\n`);
  },
};

async function passwordFor(generate: boolean): Promise<string> {
  if (!generate) return readNewPassword(process.stdin, process.stderr);
  const password = generatePassword();
  print(`Password: ${password}\n`);
  return password;
}

function parseRole(text: string | undefined): Role {
  const parsed = Role.safeParse(text);
  if (parsed.success) return parsed.data;
  throw usage(`--role must be one of ${ROLES.join(", ")}.`);
}

function usage(message: string): DomainError {
  return new DomainError("INVALID_INPUT", message, { advice: "See: npm run users -- --help" });
}

function print(text: string): void {
  process.stdout.write(text);
}

main(process.argv.slice(2)).catch((thrown: unknown) => {
  const error = isDomainError(thrown) ? thrown : undefined;
  const where = error?.where === undefined ? "" : ` (${error.where})`;
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}${where}\n`);
  if (error !== undefined) process.stderr.write(`${error.advice}\n`);
  process.exitCode = thrown instanceof ConfigError ? CONFIG_EXIT_STATUS : EXIT_STATUS[error?.code ?? "INVALID_INPUT"];
});
