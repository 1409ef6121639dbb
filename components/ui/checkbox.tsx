import type { ComponentProps } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  /** Some, not all. */
  isMixed?: boolean;
}

export function Checkbox({ isMixed = false, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      {...rest}
      ref={(element) => {
        if (element !== null) element.indeterminate = isMixed;
      }}
      className="block size-4 shrink-0 cursor-pointer rounded-small accent-accent"
    />
  );
}
