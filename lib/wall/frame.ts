/**
 * How the wall is divided. Every length is in units `u`: a hundredth of the picture's height, or less where the picture
 * is narrow (screens 2.8). The style sheet (`components/wall/wall.css`) draws the same frame; a test compares the two.
 */

/** How far the reader sits, as `k` = distance / picture height, in three steps (screens 2.2). */
export type Profile = "standard" | "far" | "extra-far";

export interface ProfileFrame {
  /** Type sizes are multiples of it. */
  readonly k: number;
  readonly header: number;
  /** One row of headline tiles. */
  readonly headline: number;
  readonly today: number;
}

export const profiles: Readonly<Record<Profile, ProfileFrame>> = {
  standard: { k: 6, header: 6, headline: 24, today: 5.5 },
  far: { k: 9, header: 8, headline: 29, today: 7.5 },
  "extra-far": { k: 12, header: 0, headline: 0, today: 0 },
};

export const frame = {
  marginBlock: 2.5,
  marginInline: 4.4,
  gap: 1.5,
  panelBlock: 1.2,
  panelInline: 1.8,
  /** The share of the width that queues take beside the agents. */
  queuesShare: 0.63,
  tableHead: 4,
} as const;

/** `k` beyond a profile's reach takes the next one; the last one takes the rest. Anything but a number is standard. */
export function profileOf(k: number): Profile {
  if (!(k >= 7)) return "standard";
  return k <= 9 ? "far" : "extra-far";
}

/** px. */
export interface Picture {
  readonly width: number;
  readonly height: number;
}

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface WallFrame {
  /** px in one unit. */
  readonly unit: number;
  /** Portrait: headline tiles in two rows, agents below the queues. */
  readonly shape: "landscape" | "portrait";
  /** Inside of the two panels, units. */
  readonly queues: Area;
  readonly agents: Area;
}

export function frameOf(picture: Picture, profile: Profile): WallFrame {
  const shape = picture.height >= picture.width ? "portrait" : "landscape";
  const unit = unitOf(picture, shape);
  const { header, headline, today } = profiles[profile];
  const width = picture.width / unit - 2 * frame.marginInline;
  const height = picture.height / unit - 2 * frame.marginBlock;
  switch (shape) {
    case "landscape": {
      const main = height - header - headline - today - 3 * frame.gap;
      const queuesWidth = (width - frame.gap) * frame.queuesShare;
      return {
        unit,
        shape,
        queues: inside({ width: queuesWidth, height: main }),
        agents: inside({ width: width - frame.gap - queuesWidth, height: main }),
      };
    }
    case "portrait": {
      const main = height - header - 2 * headline - 2 * today - 5 * frame.gap;
      const panel = inside({ width, height: main / 2 });
      return { unit, shape, queues: panel, agents: panel };
    }
  }
}

function unitOf(picture: Picture, shape: WallFrame["shape"]): number {
  switch (shape) {
    case "landscape":
      return Math.min(picture.height * 0.01, picture.width * 0.005625);
    case "portrait":
      return Math.min(picture.height * 0.005, picture.width * 0.009);
  }
}

function inside(panel: Area): Area {
  return { width: panel.width - 2 * frame.panelInline, height: panel.height - 2 * frame.panelBlock };
}
