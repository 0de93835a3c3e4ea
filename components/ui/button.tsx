import type { ComponentProps } from "react";

interface ButtonProps extends Omit<ComponentProps<"button">, "className" | "style"> {
  /** `primary`: what the person most likely came for, once a view; `quiet`: what only some look for. */
  readonly tone?: "primary" | "plain" | "quiet";
  readonly size?: "normal" | "compact";
}

export function Button({ tone = "plain", size = "normal", type = "button", ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={`${shape} ${sizes[size]} ${tones[tone]}`} />;
}

const shape = "inline-flex items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap";

const sizes = {
  normal: "min-h-9 px-3 text-table",
  compact: "min-h-7 px-2 text-meta",
} as const;

const tones = {
  primary: "border-ink bg-ink text-bg enabled:hover:bg-ink-2 enabled:hover:border-ink-2",
  plain: "border-rule-strong bg-raised text-ink enabled:hover:border-ink",
  quiet: "border-transparent bg-transparent text-ink-2 enabled:hover:text-ink enabled:hover:border-rule-strong",
} as const;
