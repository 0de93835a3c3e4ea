import Link from "next/link";
import type { ReactNode } from "react";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { useIdentity } from "#lib/client/identity.ts";
import { useSession } from "#lib/client/session.ts";
import { type FigureName, type FigureScope, figureAddress } from "#lib/report/figure-names.ts";
import { figures } from "#lib/report/figures.ts";

interface FigureLinkProps {
  readonly name: FigureName;
  readonly scope?: FigureScope;
  /** What the figure is, for those who do not see what it stands beside: "Sales, answered". */
  readonly label: string;
  /** -1 in a row that the keyboard is not at, where rows are moved between by keys. */
  readonly tabIndex?: 0 | -1;
  /** The figure itself. */
  readonly children: ReactNode;
}

/**
 * A figure that opens: to the calls behind it, with the rule that counts them in a tooltip. Where the server would not
 * tell those calls, it is the figure alone.
 */
export function FigureLink({ name, scope = {}, label, tabIndex = 0, children }: FigureLinkProps) {
  const opens = useOpens();
  if (!opens(name, scope)) {
    return (
      <span className="figure" data-figure={name}>
        <span className="unseen">{label} </span>
        {children}
      </span>
    );
  }
  return (
    <Tooltip text={figures[name].rule}>
      <Link
        href={figureAddress(name, scope)}
        prefetch={false}
        tabIndex={tabIndex}
        className="figure figure-link"
        data-figure={name}
      >
        <span className="unseen">{label} </span>
        {children}
      </Link>
    </Tooltip>
  );
}

/** Whether the person here is told the calls behind a figure: agents of their own phone, rows and callers. */
function useOpens(): (name: FigureName, scope: FigureScope) => boolean {
  const { account } = useIdentity();
  const worksCouncil = useSession().data?.site.worksCouncil ?? false;
  return (name, { agent }) => {
    const isOwn = agent !== undefined && agent === account?.extension;
    if (account?.role !== "agent") return isOwn || agent === undefined || !worksCouncil;
    const { over } = figures[name];
    return isOwn || over === "calls-of-row" || over === "calls-of-caller";
  };
}
