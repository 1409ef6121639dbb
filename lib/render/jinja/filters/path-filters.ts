import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { expectText, isText } from "#lib/render/jinja/values/expect.ts";
import { isSequence, iterate } from "#lib/render/jinja/values/iterate.ts";
import { REQUIRED } from "#lib/render/jinja/values/parameters.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { type HelperTable, helper } from "./helper.ts";

/** Python's os.path, as far as it does not look at the disk. */
export const PATH_FILTERS: HelperTable = new Map([
  ["basename", helper({ p: REQUIRED }, ({ p }) => expectText(p).slice(expectText(p).lastIndexOf("/") + 1))],
  ["dirname", helper({ p: REQUIRED }, ({ p }) => dirname(expectText(p)))],
  ["splitext", helper({ p: REQUIRED }, ({ p }) => splitExtension(expectText(p)))],
  ["path_join", helper({ paths: REQUIRED }, ({ paths }) => joinPaths(paths))],
]);

function dirname(path: string): string {
  const head = path.slice(0, path.lastIndexOf("/") + 1);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, "");
}

/** Dots at the start of the name begin no extension. */
function splitExtension(path: string): Tuple {
  const nameStart = path.lastIndexOf("/") + 1;
  const dot = path.lastIndexOf(".");
  const isExtension = dot > nameStart && /[^.]/.test(path.slice(nameStart, dot));
  return new Tuple(isExtension ? [path.slice(0, dot), path.slice(dot)] : [path, ""]);
}

function joinPaths(paths: Value): string {
  if (isText(paths)) return expectText(paths);
  if (!isSequence(paths)) throw new TemplateFailure("path_join needs text or a list.");
  const parts = [...iterate(paths)].map(expectText);
  if (parts.length === 0) throw new Refusal("path_join joins nothing.");
  return parts.reduce((path, part) => {
    if (part.startsWith("/")) return part;
    return path === "" || path.endsWith("/") ? path + part : `${path}/${part}`;
  });
}
