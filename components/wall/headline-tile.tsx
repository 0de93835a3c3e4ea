import { memo } from "react";
import type { Severity } from "#lib/wall/severity.ts";
import { Glyph, type GlyphName } from "./glyph.tsx";
import { noValue } from "./words.ts";

interface HeadlineTileProps {
  readonly name: "waiting" | "longest" | "not-on-call" | "call-back";
  readonly glyph: GlyphName | null;
  readonly label: string;
  readonly severity: Severity;
  /** null: a dash. */
  readonly figure: number | string | null;
  /** What the figure is to be measured by: "of 12", "oldest 52 min". */
  readonly aside?: string | null;
}

/** A severity's shape takes the place of the tile's own glyph, so that the trouble shows without its colour. */
export const HeadlineTile = memo((props: HeadlineTileProps) => {
  const { name, label, severity, aside = null } = props;
  const figure = props.figure === null ? noValue : String(props.figure);
  const glyph = severityGlyph(severity) ?? props.glyph;
  return (
    <section
      className="panel tile"
      data-testid={`headline-${name}`}
      data-severity={severity}
      data-empty={figure === "0"}
    >
      <h2 className="tile-label">
        {glyph === null ? null : <Glyph name={glyph} />}
        <span data-cut>{label}</span>
      </h2>
      <p className="tile-figure">
        <span className="numeral figure" data-testid="numeral" data-size={numeralSize(figure, aside)}>
          {figure}
        </span>
        {aside === null ? null : (
          <span className="tile-aside" data-testid="aside" data-cut>
            {aside}
          </span>
        )}
      </p>
    </section>
  );
});

export function severityGlyph(severity: Severity): GlyphName | null {
  switch (severity) {
    case "normal":
      return null;
    case "watch":
      return "watch";
    case "critical":
    case "standing":
      return "critical";
  }
}

/** Numerals do not wrap: three digits, `12:05` and "21 of 200" are set smaller (screens 2.2). */
function numeralSize(figure: string, aside: string | null): "full" | "small" | "smallest" {
  const length = figure.replace(":", "").length + (aside === null ? 0 : Math.max(0, aside.length - 6) / 4);
  if (figure.length >= 5 || length > 4) return "smallest";
  return length > 3 ? "small" : "full";
}
