import { between, pick, type Random } from "#lib/simulator/random.ts";
import type { Crash, Machine } from "./machine.ts";
import type { Mishap, Stage } from "./mishap.ts";

const HOUR = 3_600_000;

/** What befalls the process on a machine. */
export function machineMishaps({ random, awhile }: Stage, machines: readonly Machine[]): readonly Mishap[] {
  const some = (befall: (machine: Machine) => void): Mishap => {
    return () => {
      const machine = pick(random, machines);
      if (machine !== null) befall(machine);
    };
  };
  const crash = some((machine) => machine.crash(someCrash(random), awhile()));
  return [
    crash,
    crash,
    crash,
    some((machine) => machine.restart(awhile())),
    some((machine) => machine.upgrade(awhile())),
    some(
      (machine) =>
        void machine
          .server()
          ?.projector.keep()
          .catch(() => undefined),
    ),
  ];
}

/** What a night may bring, on top of nothing. */
export function nightMishaps({ random }: Stage, machines: readonly Machine[]): readonly Mishap[] {
  const machine = () => pick(random, machines);
  return [
    () => machine()?.crash(someCrash(random), between(random, 1_000, 6 * HOUR)),
    () => machine()?.upgrade(between(random, 1_000, HOUR)),
    () => machine()?.setClock(Math.round(between(random, -HOUR, HOUR))),
  ];
}

export function someCrash(random: Random): Crash {
  return pick(random, ["kill", "power-cut"] as const) ?? "kill";
}

/** A wall clock is set: mostly a little, most are corrected all the time. @param most ms */
export function clockMishap(
  { random }: Stage,
  machines: readonly Machine[],
  most: { readonly back: number; readonly forth: number },
): Mishap {
  return () => pick(random, machines)?.setClock(Math.round(between(random, -most.back, most.forth) * random() ** 3));
}
