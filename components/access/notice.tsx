import { type ReactNode, useEffect, useRef } from "react";
import { Glyph } from "#components/board/glyph.tsx";

interface NoticeProps {
  /** Counts what went wrong: each time the focus comes here, so that it is read and nobody has to look for it. */
  readonly round: number;
  readonly children: ReactNode;
}

/** Why what somebody wanted did not happen. */
export function Notice({ round, children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is another reason to look here
  useEffect(() => box.current?.focus(), [round]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      data-testid="notice"
      className="flex items-baseline gap-2 rounded-md border border-critical-line border-s-4 px-3 py-2 text-table"
    >
      <span className="text-critical-line">
        <Glyph name="critical" />
      </span>
      <p className="min-w-0 [overflow-wrap:anywhere]">{children}</p>
    </div>
  );
}
