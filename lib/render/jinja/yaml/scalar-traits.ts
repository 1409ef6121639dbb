/** How a scalar may be written, as libyaml's emitter judges it. */
export interface ScalarTraits {
  readonly isMultiline: boolean;
  readonly plainInFlow: boolean;
  readonly plainInBlock: boolean;
  readonly singleQuoted: boolean;
}

const EMPTY: ScalarTraits = { isMultiline: false, plainInFlow: false, plainInBlock: true, singleQuoted: true };
const FIRST_INDICATOR = /^[#,[\]{}&*!|>'"%@`]/;
const FLOW_INDICATOR = /[,?[\]{}]/;

export function scalarTraits(text: string): ScalarTraits {
  if (text === "") return EMPTY;
  const isMultiline = /[\n\u0085\u2028\u2029\r]/.test(text);
  const isEdged = /^[ \n]|[ \n]$/.test(text);
  const breakThenSpace = /\n /.test(text);
  const onlyEscaped = / \n/.test(text) || Array.from(text).some((char) => !isPrintable(char));
  const { inBlock, inFlow } = indicators(text);
  const isPlain = !isMultiline && !isEdged && !onlyEscaped;
  return {
    isMultiline,
    plainInFlow: isPlain && !inFlow,
    plainInBlock: isPlain && !inBlock,
    singleQuoted: !breakThenSpace && !onlyEscaped,
  };
}

function indicators(text: string): { inBlock: boolean; inFlow: boolean } {
  const inBlock =
    /^(?:---|\.\.\.)/.test(text) ||
    FIRST_INDICATOR.test(text) ||
    /^[-?:](?:[ \t\n]|$)/.test(text) ||
    /:(?:[ \t\n]|$)/.test(text.slice(1)) ||
    /[ \t\n]#/.test(text);
  return { inBlock, inFlow: inBlock || /^[?:]/.test(text) || FLOW_INDICATOR.test(text) || text.includes(":") };
}

/** libyaml prints nothing beyond the basic plane, and no tab, as it is. */
export function isPrintable(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return (
    code === 0x0a ||
    (code >= 0x20 && code <= 0x7e) ||
    (code >= 0xa0 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff)
  );
}
