import type { ReactNode } from "react";
import "./pieces.css";

/** Shapes of screens 2.7, on a grid of 16. Triangle and diamond mean severity and nothing else. */
export type GlyphName =
  | "waiting"
  | "ringing"
  | "talking"
  | "idle"
  | "dialing"
  | "ivr"
  | "missed"
  | "watch"
  | "critical"
  | "uncertain"
  | "muted"
  | "live"
  | "delayed";

/** Always beside a word, so it is hidden from those who hear the page. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className="glyph" data-glyph={name} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}

const line = { fill: "none", stroke: "currentColor", strokeWidth: 2.2, strokeLinecap: "round" } as const;

const shapes: Readonly<Record<GlyphName, ReactNode>> = {
  waiting: (
    <g {...line}>
      <circle cx="8" cy="8" r="6.4" />
      <path d="M8 4.4V8l2.4 1.8" />
    </g>
  ),
  ringing: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2ZM3.6 11.4h8.8L11 9.6V7a3 3 0 0 0-6 0v2.6ZM6.6 12.3a1.4 1.4 0 0 0 2.8 0Z"
    />
  ),
  talking: <circle cx="8" cy="8" r="6.8" fill="currentColor" />,
  idle: <circle cx="8" cy="8" r="6" {...line} />,
  dialing: (
    <g {...line} strokeWidth="2.4" strokeLinecap="square">
      <path d="M3 13 12.6 3.4" />
      <path d="M5.5 3h7.5v7.5" />
    </g>
  ),
  ivr: (
    <g>
      <rect x="1.2" y="3.2" width="13.6" height="9.6" rx="2" {...line} strokeWidth="2" />
      <circle cx="4.8" cy="8" r="1.1" fill="currentColor" />
      <circle cx="8" cy="8" r="1.1" fill="currentColor" />
      <circle cx="11.2" cy="8" r="1.1" fill="currentColor" />
    </g>
  ),
  missed: <path d="m3 3 10 10M13 3 3 13" {...line} strokeWidth="3.4" strokeLinecap="butt" />,
  watch: (
    <g>
      <path d="M8 1 15.6 15H.4Z" fill="currentColor" />
      <path d="M8 6v4" className="glyph-mark" />
      <path d="M8 12.4v.2" className="glyph-mark" />
    </g>
  ),
  critical: (
    <g>
      <path d="M8 .2 15.8 8 8 15.8.2 8Z" fill="currentColor" />
      <path d="M8 4.2v4.2" className="glyph-mark" />
      <path d="M8 11.2v.2" className="glyph-mark" />
    </g>
  ),
  uncertain: <path d="M2 8h2.6M6.7 8h2.6M11.4 8H14" {...line} strokeLinecap="butt" />,
  muted: (
    <g>
      <path d="M1 5.4h3L8.4 1.6v12.8L4 10.6H1Z" fill="currentColor" />
      <path d="m10.8 5.6 4.6 4.8M15.4 5.6l-4.6 4.8" {...line} />
    </g>
  ),
  live: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  delayed: <circle cx="8" cy="8" r="6" {...line} strokeDasharray="2.6 3.1" strokeLinecap="butt" />,
};
