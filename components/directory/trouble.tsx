import { Glyph } from "#components/board/glyph.tsx";

/** Why what somebody wanted did not happen. */
export function Trouble({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text === null ? null : (
        <p className="flex items-baseline gap-2 text-critical-line text-table">
          <Glyph name="critical" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
        </p>
      )}
    </div>
  );
}
