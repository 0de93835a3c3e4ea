import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useAtNow } from "#lib/client/now.ts";
import { type FloorAnswer, floorAnswer } from "#lib/protocol/api/report-answers.ts";

/** ms */
const pause = 5_000;

/** What the board's figures do not show of the floor: asked again when something happened, and once a minute. */
export function useFloor(): FloorAnswer | null {
  const rev = useBoardLink((link) => link.board?.rev ?? null);
  const minute = useAtNow((now) => Math.floor(now / 60_000));
  return useAnswer("/api/floor", floorAnswer, { refreshWhen: rev === null ? null : `${rev} ${minute}`, pause }).data;
}
