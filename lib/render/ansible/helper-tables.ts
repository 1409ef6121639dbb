import type { Helper } from "#lib/render/jinja/evaluate/environment.ts";
import { COMBINATION_FILTERS } from "#lib/render/jinja/filters/combination-filters.ts";
import { DICT_FILTERS } from "#lib/render/jinja/filters/dict-filters.ts";
import { ENCODING_FILTERS } from "#lib/render/jinja/filters/encoding-filters.ts";
import type { HelperTable } from "#lib/render/jinja/filters/helper.ts";
import { JSON_FILTERS } from "#lib/render/jinja/filters/json-filters.ts";
import { NUMBER_FILTERS } from "#lib/render/jinja/filters/number-filters.ts";
import { PATH_FILTERS } from "#lib/render/jinja/filters/path-filters.ts";
import { RANDOM_FILTERS } from "#lib/render/jinja/filters/random-filters.ts";
import { REGEX_FILTERS } from "#lib/render/jinja/filters/regex-filters.ts";
import { SELECTION_FILTERS } from "#lib/render/jinja/filters/selection-filters.ts";
import { SEQUENCE_FILTERS } from "#lib/render/jinja/filters/sequence-filters.ts";
import { SET_FILTERS } from "#lib/render/jinja/filters/set-filters.ts";
import { TEXT_FILTERS } from "#lib/render/jinja/filters/text-filters.ts";
import { UNSUPPORTED_FILTERS } from "#lib/render/jinja/filters/unsupported-filters.ts";
import { VALUE_FILTERS } from "#lib/render/jinja/filters/value-filters.ts";
import { YAML_FILTERS } from "#lib/render/jinja/filters/yaml-filters.ts";
import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { ANSIBLE_TESTS } from "#lib/render/jinja/tests/ansible-tests.ts";
import { COMPARISON_TESTS } from "#lib/render/jinja/tests/comparison-tests.ts";
import { UNSUPPORTED_TESTS } from "#lib/render/jinja/tests/unsupported-tests.ts";
import { VALUE_TESTS } from "#lib/render/jinja/tests/value-tests.ts";
import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { ANSIBLE_FILTER_NAMES, ANSIBLE_TEST_NAMES } from "./plugin-names.ts";

const FILTERS: HelperTable = new Map([
  ...VALUE_FILTERS,
  ...TEXT_FILTERS,
  ...REGEX_FILTERS,
  ...SEQUENCE_FILTERS,
  ...SELECTION_FILTERS,
  ...SET_FILTERS,
  ...COMBINATION_FILTERS,
  ...DICT_FILTERS,
  ...NUMBER_FILTERS,
  ...JSON_FILTERS,
  ...YAML_FILTERS,
  ...ENCODING_FILTERS,
  ...PATH_FILTERS,
  ...RANDOM_FILTERS,
]);
const TESTS: HelperTable = new Map([...VALUE_TESTS, ...COMPARISON_TESTS, ...ANSIBLE_TESTS]);

export function ansibleFilter(name: string): Helper {
  const short = shortName(name, ANSIBLE_FILTER_NAMES);
  const found = FILTERS.get(short);
  if (found !== undefined) return KEEP_MARKUP.has(short) ? found : withoutMarkup(found, short);
  if (UNSUPPORTED_FILTERS.has(short)) throw new Refusal("This filter is not supported.");
  throw new TemplateFailure("There is no such filter.");
}

export function ansibleTest(name: string): Helper {
  const short = shortName(name, ANSIBLE_TEST_NAMES);
  const found = TESTS.get(short);
  if (found !== undefined) return found;
  if (UNSUPPORTED_TESTS.has(short)) throw new Refusal("This test is not supported.");
  throw new TemplateFailure("There is no such test.");
}

/** Ansible's own plugins also go by their full names; Jinja's filters do not. */
function shortName(name: string, plugins: ReadonlySet<string>): string {
  const short = /^ansible\.(?:builtin|legacy)\.(\w+)$/.exec(name)?.[1];
  return short !== undefined && plugins.has(short) ? short : name;
}

const KEEP_MARKUP: ReadonlySet<string> = new Set([
  "d",
  "default",
  "e",
  "escape",
  "forceescape",
  "length",
  "mandatory",
  "replace",
  "safe",
  "string",
  "ternary",
  "to_json",
]);

/** Escaped text escapes what is added to it; only filters that surely add nothing may have it. */
function withoutMarkup(filter: Helper, name: string): Helper {
  return (args, environment) => {
    if (args.positional.some((value) => value instanceof MarkedText && value.mark === "markup")) {
      throw new Refusal(`The filter ${name} is given escaped text.`);
    }
    return filter(args, environment);
  };
}
