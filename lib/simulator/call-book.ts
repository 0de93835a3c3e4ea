import type { CallLeg, CallRecord, LostIn } from "#lib/board/board.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import type { Direction, NumberKind, Via } from "#lib/pbx/pbx-event.ts";
import type { CallTruth, PassageTruth } from "./truth.ts";

/** A caller who gives up after at least this long makes a ring no answer of the phones that rang. */
const gaveUpAfter = 10_000;

export interface CallStart {
  readonly id: string;
  readonly direction: Direction;
  /** null: withheld. */
  readonly caller: string | null;
  readonly did: string | null;
}

interface Talk {
  readonly leg: number;
  readonly agent: string;
  readonly via: Via;
  readonly answeredAt: number;
  over: { readonly at: number; readonly seconds: number } | null;
  readonly recordings: string[];
}

interface Stay {
  readonly queue: string;
  readonly enteredAt: number;
  left: { readonly at: number; readonly outcome: PassageTruth["outcome"]; readonly leg: number | null } | null;
}

/** What truly happens to one call, written down as it happens. Instants are epoch ms, and never go back. */
export class CallBook {
  readonly #start: CallStart;
  readonly #startedAt: number;
  readonly #talks: Talk[] = [];
  readonly #stays: Stay[] = [];
  readonly #rang = new Set<string>();
  readonly #ringing = new Map<string, number>();
  readonly #ringsNotAnswered: string[] = [];
  #menu: string | null = null;
  #dialedBy: string | null = null;
  #waitingSince: number | null = null;
  #ended: { readonly at: number; readonly lostIn: LostIn | null } | null = null;

  constructor(start: CallStart, startedAt: number) {
    this.#start = start;
    this.#startedAt = startedAt;
  }

  /** The latest leg; 0 before anybody answered. */
  get leg(): number {
    return this.#talks.length;
  }

  /** The queue the call is in or was in last. */
  get queue(): string | null {
    return this.#stays.at(-1)?.queue ?? null;
  }

  agentOf(leg: number): string | null {
    return this.#talks[leg - 1]?.agent ?? null;
  }

  reachedMenu(number: string): void {
    this.#menu = number;
  }

  reachedQueue(number: string, at: number): void {
    this.#beganToWait(at);
    this.#letGo(at);
    this.#leftQueue({ at, outcome: "overflowed", leg: null });
    this.#stays.push({ queue: number, enteredAt: at, left: null });
  }

  rang(phone: string, at: number): void {
    this.#beganToWait(at);
    this.#rang.add(phone);
    this.#ringing.set(phone, at);
  }

  /** The phone of an attended transfer: the feed tells its ring when it is over. */
  rangBeforeAnswer(phone: string): void {
    this.#rang.add(phone);
  }

  rangOut(phones: readonly string[]): void {
    for (const phone of phones) {
      if (this.#ringing.delete(phone)) this.#ringsNotAnswered.push(phone);
    }
  }

  dialed(agent: string): void {
    this.#dialedBy = agent;
  }

  answered(agent: string, { via, at }: { readonly via: Via; readonly at: number }): void {
    this.#ringing.clear();
    if (via === "blind") this.#letGo(at);
    const leg = this.leg + 1;
    this.#leftQueue({ at, outcome: "answered", leg });
    this.#talks.push({ leg, agent, via, answeredAt: at, over: null, recordings: [] });
  }

  /** The PBX counts whole seconds; they are returned. */
  talkEnded(leg: number, at: number): number {
    const talk = this.#talks[leg - 1];
    if (talk === undefined) throw new Error(`no conversation on leg ${leg}`);
    const seconds = Math.floor((at - talk.answeredAt) / 1000);
    talk.over = { at, seconds };
    return seconds;
  }

  recorded(leg: number, url: string): void {
    this.#talks[leg - 1]?.recordings.push(url);
  }

  hungUp(at: number): void {
    this.#ended = { at, lostIn: null };
  }

  lost(kind: NumberKind, at: number): void {
    for (const [phone, since] of this.#ringing) {
      if (at - since >= gaveUpAfter) this.#ringsNotAnswered.push(phone);
    }
    this.#letGo(at);
    this.#leftQueue({ at, outcome: "missed", leg: null });
    const neverAnswered = this.leg === 0 && this.#start.direction === "inbound";
    this.#ended = { at, lostIn: neverAnswered ? lostIn(kind) : null };
  }

  truth(): CallTruth {
    return {
      record: this.#record(),
      passages: this.#stays.flatMap(({ queue, enteredAt, left }) =>
        left === null ? [] : [{ queue, enteredAt, leftAt: left.at, outcome: left.outcome, leg: left.leg }],
      ),
      dialedBy: this.#dialedBy,
      ringsNotAnswered: this.#ringsNotAnswered,
    };
  }

  #record(): CallRecord {
    const { id, direction, caller, did } = this.#start;
    const answeredAt = this.#talks[0]?.answeredAt ?? null;
    const endedAt = this.#ended?.at ?? null;
    return {
      id,
      direction,
      state: this.#endState(),
      lostIn: this.#ended?.lostIn ?? null,
      caller: caller ?? "",
      callerName: null,
      did,
      ivr: this.#menu,
      queue: this.queue,
      queues: this.#stays.map((stay) => stay.queue),
      rang: [...this.#rang],
      legs: this.#talks.map(legOf),
      startedAt: isoTime(this.#startedAt),
      answeredAt: isoTimeOrNull(answeredAt),
      endedAt: isoTimeOrNull(endedAt),
      waitSeconds: secondsBetween(this.#waitingSince, answeredAt ?? endedAt),
      linked: false,
    };
  }

  #endState(): "completed" | "missed" | "unanswered" {
    if (this.leg > 0) return "completed";
    return this.#start.direction === "inbound" ? "missed" : "unanswered";
  }

  #beganToWait(at: number): void {
    if (this.leg === 0) this.#waitingSince ??= at;
  }

  #leftQueue(left: NonNullable<Stay["left"]>): void {
    const stay = this.#stays.at(-1);
    if (stay !== undefined) stay.left ??= left;
  }

  /** The agent lets go of the caller. The feed never ends such a leg: its talk time is what the receive times say. */
  #letGo(at: number): void {
    const talk = this.#talks.at(-1);
    if (talk !== undefined) talk.over ??= { at, seconds: (at - talk.answeredAt) / 1000 };
  }
}

function lostIn(kind: NumberKind): LostIn {
  switch (kind) {
    case "ivr":
      return "ivr";
    case "queue":
      return "queue";
    case "phone":
      return "ringing";
  }
}

function legOf(talk: Talk): CallLeg {
  return {
    leg: talk.leg,
    agent: talk.agent,
    via: talk.via,
    answeredAt: isoTime(talk.answeredAt),
    endedAt: isoTimeOrNull(talk.over?.at ?? null),
    talkSeconds: talk.over?.seconds ?? null,
    recordings: talk.recordings,
  };
}

function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : (to - from) / 1000;
}
