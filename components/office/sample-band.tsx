import { useBoardLink } from "#lib/client/board-link.ts";
import { words } from "./words.ts";

/** Across every screen that shows invented calls, for as long as it does. */
export function SampleBand() {
  const sample = useBoardLink((link) => link.site?.sample ?? false);
  if (!sample) return null;
  return (
    <p className="sample-stripes px-6 py-1 text-center text-meta max-lg:px-3" data-testid="sample">
      <strong className="font-bold tracking-widest">{words.sample}</strong> · {words.sampleMore}
    </p>
  );
}
