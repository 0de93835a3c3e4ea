import { memo } from "react";
import { Glyph, type GlyphName } from "#components/board/glyph.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import type { Severity } from "#lib/display/severity.ts";
import { noValue } from "#lib/display/texts.ts";
import type { Profile } from "#lib/wall/frame.ts";
import { fitHeadline, type HeadlineName, headlineRoom } from "#lib/wall/headline-fit.ts";
import { usePicture } from "./use-picture.ts";

interface HeadlineTileProps {
  readonly name: HeadlineName;
  readonly profile: Profile;
  readonly glyph: GlyphName | null;
  readonly label: string;
  readonly severity: Severity;
  /** null: a dash. */
  readonly figure: number | string | null;
  /** What the figure is to be measured by, at length and then shorter: "oldest 52 min", "52 min old". */
  readonly asides: readonly string[];
}

/** A severity's shape takes the place of the tile's own glyph, so that the trouble shows without its colour. */
export const HeadlineTile = memo((props: HeadlineTileProps) => {
  const { name, profile, label, severity, asides } = props;
  const figure = props.figure === null ? noValue : String(props.figure);
  const glyph = severityGlyph(severity) ?? (profile === "far" ? null : props.glyph);
  const { size, aside } = fitHeadline(figure, asides, headlineRoom(usePicture(), profile, name), profile);
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
      <p className="tile-figure" data-size={size}>
        <span className="numeral figure" data-testid="numeral">
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
