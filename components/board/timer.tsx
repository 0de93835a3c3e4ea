import { timerText } from "#lib/display/texts.ts";
import { useSeconds } from "./use-board-time.ts";
import "./pieces.css";

/** Time since an instant of the board. It alone renders with every second. */
export function Timer({ since }: { since: string | null }) {
  return <span className="figure">{timerText(useSeconds(since))}</span>;
}
