import type { ReactNode } from "react";

/** What is wider than its window, within a keyboard's reach. On paper it is as wide as it is. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within a keyboard's reach
    <section className="relative overflow-x-auto print:overflow-visible" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
