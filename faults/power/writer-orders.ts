/** What a process that writes to a journal is to do. */
export interface WriterOrders {
  /** The journal's path. */
  readonly journal: string;
  /** Of what it does, and of what it writes. */
  readonly seed: number;
  readonly textSeed: number;
  readonly deeds: number;
  readonly synchronous: "FULL" | "NORMAL";
  /** Number of the first thing that it appends. */
  readonly first: number;
  readonly end: "closes" | "dies";
  /** Whether somebody has the journal open for reading meanwhile. */
  readonly isRead: boolean;
  /** Whether it takes the log that it finds as it is. The real one does not. */
  readonly trusts: boolean;
}
