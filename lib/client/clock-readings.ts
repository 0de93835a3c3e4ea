/** What one question for the server's clock told. All in ms. */
export interface ClockReading {
  /** To add to this browser's clock to get the server's. */
  readonly offset: number;
  /** By which the offset may be wrong, either way, as the answer came: nobody knows which of the two ways took how long. */
  readonly uncertainty: number;
  /** When the answer came, on this browser's clock. */
  readonly at: number;
}

/** Half of a whole ms, which the server's times are cut to. */
const halfOfWhole = 0.5;

/**
 * @param asked when, on this browser's clock
 * @param told the server's clock, in whole ms
 * @param heard when the answer came, on this browser's clock
 */
export function readClock(asked: number, told: number, heard: number): ClockReading {
  return {
    offset: told + halfOfWhole - (asked + heard) / 2,
    uncertainty: (heard - asked) / 2 + halfOfWhole,
    at: heard,
  };
}

/** With one more; without those that it contradicts: one of the two clocks was put right since. */
export function addReading(readings: readonly ClockReading[], next: ClockReading): readonly ClockReading[] {
  const agreed = readings.filter((before) => {
    const { offset, uncertainty } = aged(before, next.at);
    return Math.abs(offset - next.offset) <= uncertainty + next.uncertainty;
  });
  return [...agreed.slice(1 - kept), next];
}

/** Readings that are kept. */
const kept = 8;

/** What two clocks that nobody sets drift apart by, at most: 0.1 ms a second. */
const drift = 1e-4;

/** The offset that is known best by now, with what it may have drifted since; null: none is known. */
export function bestReading(readings: readonly ClockReading[], now: number): ClockReading | null {
  return readings
    .map((reading) => aged(reading, now))
    .reduce<ClockReading | null>(
      (best, reading) => (best === null || reading.uncertainty <= best.uncertainty ? reading : best),
      null,
    );
}

function aged(reading: ClockReading, now: number): ClockReading {
  return { ...reading, uncertainty: reading.uncertainty + (now - reading.at) * drift };
}
