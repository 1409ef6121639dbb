import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { maskVariables } from "#lib/preview/mask-variables.ts";
import { readVariables } from "#lib/preview/read-variables.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";

type Variables = ReadonlyMap<string, TemplateInput>;

export interface EnvironmentProblem {
  readonly file: string;
  readonly line: number | null;
  readonly reason: string;
}

/** One set of variables, secrets already masked. */
export interface Environment {
  readonly name: string;
  readonly file: string;
  readonly variables: Variables;
  readonly hosts: ReadonlyMap<string, Variables>;
  readonly problems: readonly EnvironmentProblem[];
}

const VARIABLES_FILE = /^([A-Za-z0-9][A-Za-z0-9._-]{0,79}?)\.ya?ml$/;
const LARGEST_BYTES = 256 * 1024;
const MOST_FILES = 200;

/** NAME.yml is an environment; NAME/HOST.yml holds what one of its instances has of its own. */
export function listEnvironments(folder: string): Environment[] {
  return variableFiles(folder).map(([name, file]) => readEnvironment(folder, name, file));
}

function readEnvironment(folder: string, name: string, file: string): Environment {
  const problems: EnvironmentProblem[] = [];
  const read = (path: string) => {
    const shown = path.slice(folder.length + 1);
    const found = readFile(path);
    const masked = maskVariables(found.variables);
    problems.push(...found.problems.map(({ line, reason }) => ({ file: shown, line, reason })));
    for (const secret of masked.inClear)
      problems.push({
        file: shown,
        line: null,
        reason: `${secret} is in clear in this file. Move it to the vault and change it.`,
      });
    return masked.variables;
  };
  const variables = read(file);
  const hosts = variableFiles(join(folder, name)).map(([host, path]): [string, Variables] => [host, read(path)]);
  return { name, file: `${basename(folder)}/${basename(file)}`, variables, hosts: new Map(hosts), problems };
}

/** Plain files only: a link could lead anywhere. */
function variableFiles(folder: string): [string, string][] {
  return namesIn(folder)
    .flatMap((entry): [string, string][] => {
      const name = VARIABLES_FILE.exec(entry)?.[1];
      const path = join(folder, entry);
      return name !== undefined && lstatSync(path).isFile() ? [[name, path]] : [];
    })
    .slice(0, MOST_FILES);
}

function namesIn(folder: string): string[] {
  try {
    return lstatSync(folder).isDirectory() ? readdirSync(folder).sort() : [];
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown) return [];
    throw thrown;
  }
}

function readFile(path: string): ReturnType<typeof readVariables> {
  const refuse = (reason: string) => ({ variables: new Map(), problems: [{ line: 1, reason }] });
  try {
    if (lstatSync(path).size > LARGEST_BYTES) return refuse("The file is too large.");
    return readVariables(readFileSync(path, "utf8"));
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown) return refuse(`The file cannot be read (${String(thrown.code)}).`);
    throw thrown;
  }
}
