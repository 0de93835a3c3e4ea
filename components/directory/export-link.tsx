import type { ReactNode } from "react";

/** A file of the server's, to be kept. */
export function ExportLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="inline-flex min-h-9 items-center px-1 text-table" href={href} download>
      {children}
    </a>
  );
}
