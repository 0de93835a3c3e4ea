/** What came of one round. */
export interface Outcome {
  /** What did not hold, a sentence each; empty: everything held. */
  readonly broken: readonly string[];
  /** How much there was of what, by name: summed over the rounds, and told. */
  readonly counts: Readonly<Record<string, number>>;
  /** What the machine was too busy to judge, a sentence; absent: nothing. */
  readonly unjudged?: string;
}

/** A kind of harm that is done to the real server, round after round, each another one by its seed. */
export interface Fault {
  readonly name: string;
  /** Of docs/faults.md. */
  readonly goals: readonly string[];
  /** One line: what is done, and what must hold. */
  readonly says: string;
  /** Rounds of a whole run. */
  readonly rounds: number;
  /** Rounds that may run at the same time; one, where it is not told. */
  readonly lanes?: number;
  /** The same seed does the same, as far as a machine does the same twice. */
  once(seed: number): Promise<Outcome>;
  /** null: the goals name none. */
  readonly control: Control | null;
}

/** A round with what protects taken away. Where it breaks nothing, the fault's own rounds prove nothing. */
export interface Control {
  /** What is taken away. */
  readonly says: string;
  /** What it must break, in the words of its round. */
  readonly finds: RegExp;
  once(seed: number): Promise<Outcome>;
}
