import type { Severity } from "#lib/display/severity.ts";
import type { GlyphName } from "./glyph.tsx";

/** The shape that tells a severity without its colour; null where nothing is wrong. */
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
