import { classNames } from "./class-names.ts";

/** Holds the place of what is being loaded; give it the size of the real thing. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={classNames("skeleton block", className)} />;
}
