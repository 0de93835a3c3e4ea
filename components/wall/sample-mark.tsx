import { useBoardLink } from "#lib/client/board-link.ts";
import { words } from "./words.ts";
import "./sample-mark.css";

/** Across every screen that shows invented calls, for as long as it does; thin enough to read the figures through it. */
export function SampleMark() {
  const sample = useBoardLink((link) => link.site?.sample ?? false);
  if (!sample) return null;
  return (
    <div className="sample" data-testid="sample">
      <p className="sample-band">{words.sample}</p>
    </div>
  );
}
