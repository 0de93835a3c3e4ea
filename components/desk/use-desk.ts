import { useEffect, useState } from "react";
import { useFigures } from "#components/board/use-board-time.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { serverNow, useNow } from "#lib/client/now.ts";
import type { DeskCard } from "#lib/desk/desk-card.ts";
import { emptyDesk, nextDesk } from "#lib/desk/desk-cards.ts";

/** One phone's cards. Every board that comes is looked at, also those between two pictures. */
export function useDesk(extension: string): readonly DeskCard[] {
  const [desk, setDesk] = useState(emptyDesk);
  const gone = useFigures() === "gone";
  const tick = useNow();
  useEffect(
    () =>
      useBoardLink.subscribe((link, before) => {
        if (link.board === before.board && link.lastMessageAt === before.lastMessageAt) return;
        const now = serverNow();
        setDesk((last) => nextDesk(last, link.board, extension, now));
      }),
    [extension],
  );
  useEffect(() => {
    if (tick === null) return;
    const board = gone ? null : useBoardLink.getState().board;
    const now = serverNow();
    setDesk((last) => nextDesk(last, board, extension, now));
  }, [tick, gone, extension]);
  return desk.cards;
}
