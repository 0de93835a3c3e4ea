import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly title: string;
  /** Why, or what will change it. */
  readonly children?: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
      <p className="font-medium text-body">{title}</p>
      {children === undefined ? null : <p className="max-w-prose text-ink-2 text-table">{children}</p>}
      {action === undefined ? null : <div className="mt-2">{action}</div>}
    </div>
  );
}
