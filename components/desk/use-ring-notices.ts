import { useEffect, useRef } from "react";
import { useFigures } from "#components/board/use-board-time.ts";
import { showNotice, useNoticeState } from "#lib/client/notices.ts";
import type { DeskCard } from "#lib/desk/desk-card.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { callerText, lineSentence, lineText } from "./caller-name.ts";
import { words } from "./words.ts";

/** One notice for each call that rings, as long as it rings; none on old data. */
export function useRingNotices(cards: readonly DeskCard[], nameOf: (extension: string) => string): void {
  const on = useNoticeState() === "on";
  const running = useFigures() === "running";
  const shown = useRef(new Map<string, () => void>());
  useEffect(() => {
    const ringing = on && running ? cards.filter((card) => card.part.kind === "ringing") : [];
    const ids = new Set(ringing.map((card) => card.callId));
    for (const [id, close] of shown.current) {
      if (ids.has(id)) continue;
      close();
      shown.current.delete(id);
    }
    for (const card of ringing) {
      if (shown.current.has(card.callId)) continue;
      const title = plainName(callerText(card));
      const body = plainName(words.notices.text(lineSentence(lineText(card.line, nameOf))));
      shown.current.set(card.callId, showNotice({ tag: `ring ${card.callId}`, title, body }));
    }
  }, [cards, nameOf, on, running]);
  useEffect(() => {
    const open = shown.current;
    return () => {
      for (const close of open.values()) close();
      open.clear();
    };
  }, []);
}
