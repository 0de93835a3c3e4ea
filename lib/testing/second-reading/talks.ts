import type { KindOf, Reached } from "./read-call.ts";
import type { Said } from "./understand.ts";

export interface Talk {
  readonly agent: string;
  readonly leg: number;
  readonly from: number;
  /** null: the answer was lost. */
  readonly answeredAt: number | null;
  /** null: it goes on. */
  readonly until: number | null;
  /** As it was said, ms. */
  readonly told: number | null;
}

/** What was said that may prove a conversation, or its end. */
export interface Proofs {
  readonly answers: readonly Said[];
  readonly ends: readonly Said[];
  readonly recordings: readonly Said[];
}

const NEVER = Number.POSITIVE_INFINITY;

/** An answer is a conversation; so is what ended spoken, or was recorded, though its answer was lost. By leg. */
export function talksOf(said: Proofs, reached: readonly Reached[], kindOf: KindOf): readonly Talk[] {
  const spoken = said.ends.filter((end) => provesTalk(end, kindOf));
  const begun = new Map<number, Said>();
  for (const proof of [...said.answers, ...spoken, ...said.recordings]) {
    if (proof.user !== "" && !begun.has(proof.leg)) begun.set(proof.leg, proof);
  }
  const talks: Talk[] = [];
  for (const proof of [...begun.values()].sort((a, b) => b.leg - a.leg))
    talks.unshift(talkOf(proof, talks[0], said, reached));
  return talks;

  function talkOf(proof: Said, next: Talk | undefined, { ends }: Proofs, places: readonly Reached[]): Talk {
    const { leg, at, user: agent } = proof;
    const isBlind = next !== undefined && viaOf(begun.get(next.leg), ends) === "blind";
    const answeredAt = proof.what === "answered" ? at : null;
    const until = Math.min(stopOf(leg, next, said, places), isBlind ? Math.max(next.from, answeredAt ?? 0) : NEVER);
    const own = ends.find((one) => one.leg === leg && (one.user === agent || one.spoken === true));
    const told = own?.talk ?? null;
    const guessed = own === undefined || told === null ? at : own.at - told;
    const from = answeredAt ?? Math.min(guessed, until);
    return { agent, leg, answeredAt, told, from, until: until < NEVER ? until : null };
  }
}

/** The first that shows it over: its end, its recording, or that the caller is in a queue or a menu again. */
function stopOf(leg: number, next: Talk | undefined, said: Proofs, reached: readonly Reached[]): number {
  const isBack = (one: Reached) => one.is !== "phone" && one.leg >= leg && one.leg < (next?.leg ?? NEVER);
  const onLeg = [...said.ends, ...said.recordings].filter((one) => one.leg === leg);
  return Math.min(NEVER, ...[...onLeg, ...reached.filter(isBack)].map(({ at }) => at));
}

const provesTalk = ({ user, spoken }: Said, kindOf: KindOf) =>
  spoken === true && (kindOf(user) === null || kindOf(user) === "phone");

/** Who does not say it: an attended transfer ends the leg before, a blind one never does. */
function viaOf(proof: Said | undefined, ends: readonly Said[]): Said["via"] {
  if (proof === undefined || proof.leg <= 1 || proof.via !== null) return proof?.via ?? null;
  return ends.some(({ leg, transfer }) => leg === proof.leg - 1 && transfer) ? "attended" : "blind";
}

/** It was over with `at` at the latest. */
export function closed(talk: Talk, at: number): Talk {
  return { ...talk, until: talk.until ?? Math.max(at, talk.from) };
}
