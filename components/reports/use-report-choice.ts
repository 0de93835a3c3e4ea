import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useAtNow } from "#lib/client/now.ts";
import { dateAt, type ReportChoice, readChoice, writeChoice } from "#lib/report/report-choice.ts";

const own = ["range", "from", "to", "queue", "agent", "formula", "by", "order"];

export interface ChosenReport {
  readonly choice: ReportChoice;
  /** The board's date. */
  readonly today: string;
  readonly choose: (change: Partial<ReportChoice>) => void;
}

/** What the address asks for; null until the board has said what day it is. Each choice is a step one can go back. */
export function useReportChoice(): ChosenReport | null {
  const params = useSearchParams();
  const path = usePathname();
  const today = useToday();
  const choice = useMemo(
    () => (today === null ? null : readChoice(new URLSearchParams(params), today)),
    [params, today],
  );
  const choose = useCallback(
    (change: Partial<ReportChoice>) => {
      if (choice === null) return;
      const next = new URLSearchParams(window.location.search);
      for (const name of own) next.delete(name);
      for (const [name, value] of writeChoice({ ...choice, ...change })) next.set(name, value);
      const query = next.toString();
      window.history.pushState(null, "", query === "" ? path : `${path}?${query}`);
    },
    [choice, path],
  );
  return choice === null || today === null ? null : { choice, today, choose };
}

const minute = 60_000;

function useToday(): string | null {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const now = useAtNow((ms) => Math.floor(ms / minute) * minute);
  return timeZone === null || now === null ? null : dateAt(now, timeZone);
}
