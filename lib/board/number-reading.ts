import { targetsOf } from "#lib/call/call-view.ts";
import type { NumberReading } from "./archived-call.ts";
import type { BoardState } from "./board-state.ts";
import { kindOfNumber } from "./number-kind.ts";
import { differences } from "./ordered-map.ts";

/** How every number reads that was seen, stands in the directory, or has rules of its own. */
export function readingsOf(state: BoardState): readonly NumberReading[] {
  const { directory, queueRules } = state.settings;
  const numbers = new Set([...state.evidence.keys(), ...directory.keys(), ...queueRules.keys()]);
  return [...numbers].map((number) => readingOf(state, number));
}

/** The numbers that `after` reads otherwise than `before`, as it reads them. Costs what changed, not what there is. */
export function changedReadings(before: BoardState, after: BoardState): readonly NumberReading[] {
  const seen = differences(before.evidence, after.evidence).keys;
  const told = before.settings === after.settings ? [] : numbersTold(before, after);
  if (seen.length === 0 && told.length === 0) return [];
  return [...new Set([...seen, ...told])]
    .map((number) => readingOf(after, number))
    .filter((reading) => !sameReading(readingOf(before, reading.number), reading));
}

function numbersTold(before: BoardState, after: BoardState): readonly string[] {
  const maps = [before, after].flatMap(({ settings }) => [settings.directory, settings.queueRules]);
  return maps.flatMap((map) => [...map.keys()]);
}

function readingOf(state: BoardState, number: string): NumberReading {
  return {
    number,
    kind: kindOfNumber(state, number),
    ringStrategy: targetsOf(number, state.settings).ringStrategy,
  };
}

function sameReading(a: NumberReading, b: NumberReading): boolean {
  return a.kind === b.kind && a.ringStrategy === b.ringStrategy;
}
