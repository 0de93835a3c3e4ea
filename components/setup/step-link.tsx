import Link from "next/link";
import type { ReactNode } from "react";

/** A way on, as large as a button. */
export function StepLink({
  href,
  children,
  primary = false,
}: {
  href: string;
  children: ReactNode;
  primary?: boolean;
}) {
  return (
    <Link href={href} prefetch={false} className={`${shape} ${primary ? prominent : plain}`}>
      {children}
    </Link>
  );
}

const shape = "inline-flex min-h-9 items-center gap-2 rounded-md border px-3 font-medium text-table no-underline";
const prominent = "border-ink bg-ink text-bg hover:border-ink-2 hover:bg-ink-2";
const plain = "border-rule-strong bg-raised text-ink hover:border-ink";
