/** How often each thing goes wrong: shares of events (of calls, for `changeId`), 0 to 1. */
export interface Faults {
  /** The same delivery again, at once or up to two seconds later. 1: the whole feed arrives twice. */
  readonly repeat: number;
  /** A delivery is held up for up to a second, so that what follows overtakes it. */
  readonly reorder: number;
  readonly lose: number;
  /** The JSON is damaged as it is in the feed's own documentation. */
  readonly damage: number;
  /** The id changes between a call's start and its end, as it does in five documented stories. */
  readonly changeId: number;
}

export const noFaults: Faults = { repeat: 0, reorder: 0, lose: 0, damage: 0, changeId: 0 };
