import { TemplateFailure } from "#lib/render/jinja/render-error.ts";

// Python 3.11 refuses to write longer ones, against attacks by quadratic conversion.
const MOST_DIGITS = 4300;
const MOST = 10n ** BigInt(MOST_DIGITS);

export function intText(value: bigint): string {
  if (value >= MOST || value <= -MOST) throw new TemplateFailure(`An integer has more than ${MOST_DIGITS} digits.`);
  return value.toString();
}
