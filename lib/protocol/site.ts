/** Where a board hangs and what serves it. It does not change while a server runs. */
export interface Site {
  /** What the operator calls the place, for the screen's header: "North office". */
  readonly place: string;
  /** The calls are invented; every screen must say so. */
  readonly sample: boolean;
  /** Which build serves the page and the socket; a page of another build is out of date. */
  readonly build: string;
}
