import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const BOX =
  "block w-full rounded-medium border border-control-line bg-surface px-3 text-16 text-ink sm:text-14 placeholder:text-ink-faint aria-invalid:border-critical-solid disabled:opacity-60 focus-visible:outline-offset-0";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames(BOX, "h-9", className)} />;
}
