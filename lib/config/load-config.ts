import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { checkConsole } from "./check-console.ts";
import { checkDeployment } from "./check-deployment.ts";
import { checkKeyspaces } from "./check-keyspaces.ts";
import { checkNotifications } from "./check-notifications.ts";
import { checkSecrets } from "./check-secrets.ts";
import { ConfigError } from "./config-error.ts";
import { DeploymentConfig } from "./deployment-schema.ts";
import { describeIssue } from "./describe-issue.ts";
import { expandPresets } from "./expand-presets.ts";
import { isRecord } from "./is-record.ts";
import { Keyspace } from "./keyspace-schema.ts";
import { type ConfigPath, fieldName, type ProblemAt } from "./problem-at.ts";
import { resolvePaths } from "./resolve-paths.ts";
import { ConsoleConfig } from "./schema.ts";
import { parseYamlSource } from "./yaml-source.ts";

const ConsoleSettings = ConsoleConfig.shape.console;

interface LoadOptions {
  /** false for the command that creates the users file. */
  readonly isUsersFileNeeded?: boolean;
  /** A command that looks at one deployment needs no other secrets than that one's. */
  readonly isSecretNeeded?: (path: ConfigPath) => boolean;
}

/** Throws a ConfigError that lists every mistake, each with its line, its field, and what would be right. */
export function loadConfig(file: string, options: LoadOptions = {}): ConsoleConfig {
  const source = parseYamlSource(file, readText(file));
  if (source.problems.length > 0) throw new ConfigError(source.problems);
  const expanded = expandPresets(source.value ?? {});
  const folder = dirname(resolve(file));
  const config = resolvePaths(expanded.config, folder);
  const parsed = ConsoleConfig.safeParse(config);
  const found = [
    ...expanded.problems,
    ...(parsed.error?.issues ?? []).flatMap((issue) => describeIssue(issue, ConsoleConfig, config)),
    ...checkParts(config, options),
  ];
  if (parsed.success && found.length === 0) {
    // The default folder too counts from where the file is.
    return { ...parsed.data, store: { folder: resolve(folder, parsed.data.store.folder) } };
  }
  const problems = withoutEchoes(found).map(({ path, wrong, right }) => {
    const line = source.lineOf(path);
    return { file, ...(line === undefined ? {} : { line }), field: fieldName(path), wrong, right };
  });
  throw new ConfigError(problems.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0)));
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    const isMissing = thrown.code === "ENOENT";
    const wrong = isMissing ? "the configuration file does not exist" : `the file cannot be read (${thrown.code})`;
    const right = "copy console.config.example.yaml there, or name another file in CONSOLE_CONFIG";
    throw new ConfigError([{ file, field: "", wrong, right }]);
  }
}

/** Each part that is whole is checked, even where another is not: people want to hear of every mistake at once. */
function checkParts(
  config: unknown,
  { isUsersFileNeeded = true, isSecretNeeded = () => true }: LoadOptions,
): ProblemAt[] {
  if (!isRecord(config)) return [];
  const deployments = isRecord(config.deployments) ? Object.entries(config.deployments) : [];
  const defaults = { secret: ConsoleSettings.parse(undefined).secret };
  const secrets = { ...config, console: isRecord(config.console) ? { ...defaults, ...config.console } : defaults };
  return [
    ...checkConsolePart(config.console, isUsersFileNeeded),
    ...checkSecrets(secrets).filter(({ path }) => isSecretNeeded(path)),
    ...checkNotifications(
      config.notifications,
      deployments.map(([name]) => name),
    ),
    ...deployments.flatMap(([name, deployment]) => checkDeploymentParts(deployment, ["deployments", name])),
  ];
}

/** Fields with a mistake are left aside, so that the others are judged all the same. */
function checkConsolePart(raw: unknown, isUsersFileNeeded: boolean): ProblemAt[] {
  const issues = ConsoleSettings.safeParse(raw).error?.issues ?? [];
  const bad = new Set(
    issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : issue.path.slice(0, 1))),
  );
  const sound = isRecord(raw) ? Object.fromEntries(Object.entries(raw).filter(([name]) => !bad.has(name))) : raw;
  const settings = ConsoleSettings.safeParse(sound);
  if (!settings.success) return [];
  return checkConsole(settings.data, isUsersFileNeeded).filter(({ path: [, field] }) =>
    field === undefined ? !bad.has("usersFile") && !bad.has("oidc") : !bad.has(field),
  );
}

function checkDeploymentParts(raw: unknown, path: readonly string[]): ProblemAt[] {
  const whole = DeploymentConfig.safeParse(raw);
  const listed = isRecord(raw) && Array.isArray(raw.keyspaces) ? raw.keyspaces : [];
  const keyspaces = listed.flatMap((entry: unknown, index) => {
    const keyspace = Keyspace.safeParse(entry);
    return keyspace.success ? [{ keyspace: keyspace.data, path: [...path, "keyspaces", index] }] : [];
  });
  return [...(whole.success ? checkDeployment(whole.data, path) : []), ...checkKeyspaces(keyspaces)];
}

/** Of a keyspace whose preset is unknown, the fields that the preset would have given are not missed as well. */
function withoutEchoes(problems: readonly ProblemAt[]): ProblemAt[] {
  const keyspaces = problems
    .filter(({ path }) => path.at(-1) === "preset")
    .map(({ path }) => fieldName(path.slice(0, -1)));
  return problems.filter(({ path, wrong }, index) => {
    if (wrong === "is missing" && keyspaces.includes(fieldName(path.slice(0, -1)))) return false;
    const field = fieldName(path);
    return problems.findIndex((other) => fieldName(other.path) === field && other.wrong === wrong) === index;
  });
}
