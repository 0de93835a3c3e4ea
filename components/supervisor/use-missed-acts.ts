import { useCallback, useState } from "react";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { MissedDeed } from "#lib/board/act.ts";
import type { MissedCaller } from "#lib/board/board.ts";
import { postAct } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { askWho } from "#lib/client/identity.ts";
import type { MissedRequest } from "#lib/protocol/api/act-requests.ts";
import { words } from "./words.ts";

/** What becomes of an act on a row: on its way, taken but not yet on this screen's board, or refused. */
type Fate =
  | { readonly kind: "sent" }
  | { readonly kind: "taken"; readonly rev: number }
  | { readonly kind: "refused"; readonly why: string; readonly again: MissedRequest | null };

/** Why an act was not taken, in words. */
export interface Refusal {
  readonly why: string;
  /** Whether the same may be sent once more: nobody knows whether it was taken, or it could not be. It counts once. */
  readonly again: boolean;
}

export interface MissedActs {
  /** Asks who acts where nobody said. */
  readonly act: (row: MissedCaller, deed: MissedDeed, note?: string | null) => void;
  /** Whether what was done with a row is not yet to be seen. */
  readonly saving: (id: string) => boolean;
  /** What is wrong with the last act on a row; null: nothing. */
  readonly refusal: (id: string) => Refusal | null;
  /** Sends it once more, with the note that was written. */
  readonly again: (id: string) => void;
  readonly dismiss: (id: string) => void;
}

/** Acts on missed callers. A screen never shows what is not so: it says that it is being saved, and why it was not. */
export function useMissedActs(): MissedActs {
  const [fates, setFates] = useState<ReadonlyMap<string, Fate>>(new Map());
  const rev = useBoardLink((link) => link.board?.rev ?? 0);
  const announce = useAnnounce();
  const set = useCallback((id: string, fate: Fate) => setFates((before) => new Map(before).set(id, fate)), []);

  const send = async (request: MissedRequest) => {
    set(request.id, { kind: "sent" });
    const answer = await postAct("/api/missed", request);
    if (answer.ok) {
      set(request.id, { kind: "taken", rev: answer.rev });
      announce(words.acts.saved);
      return;
    }
    const unheard = answer.status === 0;
    const why = unheard ? words.acts.unheard(answer.detail) : words.acts.refused(answer.detail);
    set(request.id, { kind: "refused", why, again: unheard || answer.status >= 500 ? request : null });
    announce(why);
  };

  return {
    act(row, deed, note = null) {
      void askWho().then((by) => {
        if (by === null) return;
        return send({ id: row.id, deed, by, note, seen: row.changes });
      });
    },
    saving(id) {
      const fate = fates.get(id);
      return fate?.kind === "sent" || (fate?.kind === "taken" && fate.rev > rev);
    },
    refusal(id) {
      const fate = fates.get(id);
      return fate?.kind === "refused" ? { why: fate.why, again: fate.again !== null } : null;
    },
    again(id) {
      const fate = fates.get(id);
      if (fate?.kind === "refused" && fate.again !== null) void send(fate.again);
    },
    dismiss: (id) =>
      setFates((before) => {
        const next = new Map(before);
        next.delete(id);
        return next;
      }),
  };
}
