/** A place within the margin, in units of the wall. */
export interface OrbitPlace {
  readonly x: number;
  readonly y: number;
}

/** ms. */
const stay = 3 * 60 * 1000;
/** Units. */
const reach = 0.6;

/** A turn around the middle, so that each step is small. */
const places: readonly OrbitPlace[] = [
  { x: 0, y: 0 },
  { x: reach, y: 0 },
  { x: reach, y: reach },
  { x: 0, y: reach },
  { x: -reach, y: reach },
  { x: -reach, y: 0 },
  { x: -reach, y: -reach },
  { x: 0, y: -reach },
  { x: reach, y: -reach },
];

/** Where the picture stands at `now` (ms): a little elsewhere every three minutes, so that no pixel ages alone (screens 2.12). */
export function orbitAt(now: number): OrbitPlace {
  return places[Math.floor(now / stay) % places.length] ?? { x: 0, y: 0 };
}
