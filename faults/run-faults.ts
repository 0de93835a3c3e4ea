import { counted } from "#lib/display/counted.ts";
import type { Fault, Outcome } from "./fault.ts";
import { highestSeed } from "./options.ts";

export interface Rounds {
  readonly times: number | null;
  readonly seed: number;
  /** Told of every round as it ends. */
  readonly say: (line: string) => void;
}

/** What came of all rounds of one fault, and of its control. */
export interface FaultReport {
  readonly fault: Fault;
  readonly rounds: number;
  readonly broken: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** `blind`: the control did not break what it must, so what held proves nothing. */
  readonly control: "found" | "blind" | "none";
}

export async function runFault(fault: Fault, { times, seed, say }: Rounds): Promise<FaultReport> {
  const broken: string[] = [];
  const counts: Record<string, number> = {};
  const rounds = times ?? fault.rounds;
  let begun = 0;
  const runLane = async () => {
    while (begun < rounds) {
      const own = (seed + begun) % (highestSeed + 1);
      begun += 1;
      const outcome = await judgedOutcome(fault, own, say);
      for (const [name, count] of Object.entries(outcome.counts)) counts[name] = (counts[name] ?? 0) + count;
      broken.push(...shortened(outcome.broken).map((what) => `seed ${own}: ${what}`));
    }
  };
  await Promise.all(Array.from({ length: fault.lanes ?? 1 }, runLane));
  return { fault, rounds, broken, counts, control: await tryControl(fault, seed, say) };
}

/** Times that a round is done which the machine was too busy to judge. */
const TRIES = 6;

/** Only what was too noisy is done again: what broke once is broken. What could not be judged at all did not hold. */
async function judgedOutcome(fault: Fault, seed: number, say: Rounds["say"]): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const { broken, counts, unjudged } = await outcomeOf(() => fault.once(seed));
    const isOver = unjudged === undefined || broken.length > 0 || attempt === TRIES;
    const outcome = { broken: unjudged === undefined ? broken : [...broken, unjudged], counts };
    say(lineOf(`${fault.name}, seed ${seed}`, outcome, isOver ? "broke" : "again"));
    if (isOver) return { ...outcome, counts: { ...counts, ...(attempt > 1 ? { "done again": attempt - 1 } : {}) } };
  }
}

async function tryControl({ name, control }: Fault, seed: number, say: Rounds["say"]): Promise<FaultReport["control"]> {
  if (control === null) return "none";
  const outcome = await outcomeOf(() => control.once(seed));
  say(lineOf(`${name}, seed ${seed}, control (${control.says})`, outcome));
  return outcome.broken.some((what) => control.finds.test(what)) ? "found" : "blind";
}

/** A round that cannot be done is none that held. */
async function outcomeOf(once: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await once();
  } catch (cause) {
    return { broken: [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)], counts: {} };
  }
}

const SHOWN = 3;

function shortened(broken: readonly string[]): readonly string[] {
  const more = broken.length - SHOWN;
  return more > 0 ? [...broken.slice(0, SHOWN), `And ${more} more.`] : broken;
}

function lineOf(what: string, { broken, counts }: Outcome, otherwise: "broke" | "again" = "broke"): string {
  const verdict = broken.length === 0 ? "held" : `${otherwise}: ${shortened(broken).join(" ")}`;
  return `${what}: ${verdict} (${countsText(counts)})`;
}

export function held({ broken, control }: FaultReport): boolean {
  return broken.length === 0 && control !== "blind";
}

/** What a person is told in the end. */
export function reportText(reports: readonly FaultReport[]): string {
  return reports.map((report) => `${titleOf(report)}\n${detailsOf(report)}`).join("\n");
}

function titleOf(report: FaultReport): string {
  const { fault, rounds } = report;
  return `${held(report) ? "held " : "BROKE"}  ${fault.name} (${fault.goals.join(", ")}), ${counted(rounds, "round")}: ${fault.says}`;
}

const controlTexts = {
  found: (says: string) => [`control (${says}): breaks, as it must`],
  blind: (says: string) => [`control (${says}): BREAKS NOT WHAT IT MUST, so nothing is proven`],
  none: () => [],
} as const satisfies Record<FaultReport["control"], (says: string) => readonly string[]>;

function detailsOf({ fault, broken, counts, control }: FaultReport): string {
  const lines = [countsText(counts), ...controlTexts[control](fault.control?.says ?? ""), ...broken];
  return lines.map((line) => `       ${line}\n`).join("");
}

function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${count === 1 ? singularOf(name) : name}`)
    .join(", ");
}

/** Of what is counted under a name that begins with a plural; the other names stay. */
function singularOf(name: string): string {
  return name.replace(/^(\w+)ies\b/, "$1y").replace(/^(\w+)s\b/, "$1");
}
