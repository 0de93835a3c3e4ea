/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** The share of the full load, 0 to 1. */
  readonly load: number;
  /** Takes what is going on, for whoever waits. */
  readonly say: (sentence: string) => void;
  /** Looks how busy others keep the machine, while nothing of ours runs. */
  readonly look: () => Promise<void>;
}

/**
 * Runs every side once a round, one after the other, so that whatever else the machine does falls on all of them.
 * The first round warms up and is not among the answer.
 */
export async function takeTurns<Measured>(
  plan: Plan,
  what: string,
  round: () => Promise<Measured>,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  plan.say(`${what}: warming up`);
  await round();
  while (measured.length < plan.rounds) {
    plan.say(`${what}: round ${measured.length + 1} of ${plan.rounds}`);
    await plan.look();
    measured.push(await round());
  }
  return measured;
}
