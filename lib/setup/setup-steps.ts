/** The steps from an empty data folder to a wall on a TV, in the order in which they are offered. */
export const stepNames = ["account", "connect", "names", "limits", "screen"] as const;

export type StepName = (typeof stepNames)[number];

/** What is known of the site. Nothing else remembers how far the set-up is: it can be left and taken up anywhere. */
export interface SetupFacts {
  /** `open`: nobody is asked who they are. */
  readonly access: "open" | "closed";
  /** Somebody has an account. */
  readonly hasAccount: boolean;
  /** The phone system was understood at least once. */
  readonly hasEvent: boolean;
  /** Queues and phones that were seen or listed, and how many of them have no name. */
  readonly numbers: number;
  readonly unnamed: number;
  /** Somebody decided the limits, or confirmed those that stood. */
  readonly limitsDecided: boolean;
  /** Screens that were let in. */
  readonly screens: number;
}

export type StepState =
  | { readonly is: "done" }
  /** There is nothing to do where nobody signs in. */
  | { readonly is: "not-needed" }
  | { readonly is: "missing"; readonly what: "account" | "event" | "numbers" | "limits" | "screen" }
  /** Some have none. */
  | { readonly is: "missing"; readonly what: "names"; readonly count: number };

export function stateOfStep(step: StepName, facts: SetupFacts): StepState {
  switch (step) {
    case "account":
      if (facts.access === "open") return { is: "not-needed" };
      return facts.hasAccount ? { is: "done" } : { is: "missing", what: "account" };
    case "connect":
      return facts.hasEvent ? { is: "done" } : { is: "missing", what: "event" };
    case "names":
      if (facts.numbers === 0) return { is: "missing", what: "numbers" };
      return facts.unnamed === 0 ? { is: "done" } : { is: "missing", what: "names", count: facts.unnamed };
    case "limits":
      return facts.limitsDecided ? { is: "done" } : { is: "missing", what: "limits" };
    case "screen":
      return facts.screens > 0 ? { is: "done" } : { is: "missing", what: "screen" };
  }
}

/** Where the set-up goes on: the first step that misses something, the last one where none does. */
export function nextStep(facts: SetupFacts): StepName {
  return stepNames.find((step) => stateOfStep(step, facts).is === "missing") ?? "screen";
}

export function stepOf(word: string | null): StepName | null {
  return stepNames.find((step) => step === word) ?? null;
}
