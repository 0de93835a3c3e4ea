import type { CallEvent, Ended, NumberKind, Via } from "#lib/pbx/pbx-event.ts";
import { CallBook, type CallStart } from "./call-book.ts";
import type { CallTruth } from "./truth.ts";

export interface ToldStart extends CallStart {
  /** Whether the PBX keeps a recording of each conversation. */
  readonly recorded: boolean;
  /** Another program placed the call: its answer then names no number. */
  readonly madeByClick: boolean;
}

/** Where a call tells what happens, and asks what time it is (epoch ms). */
export interface Teller {
  now(): number;
  tell(event: CallEvent): void;
}

/**
 * One simulated call: everything that happens to it is told to the feed in the PBX's words, and kept as truth.
 * In which order is the story's business; see `inbound-call.ts` and `conversation.ts`.
 */
export class ToldCall {
  readonly #start: ToldStart;
  readonly #teller: Teller;
  readonly #book: CallBook;

  constructor(start: ToldStart, teller: Teller) {
    this.#start = start;
    this.#teller = teller;
    this.#book = new CallBook(start, teller.now());
  }

  get id(): string {
    return this.#start.id;
  }

  get caller(): string | null {
    return this.#start.caller;
  }

  /** How many conversations there were. */
  get legs(): number {
    return this.#book.leg;
  }

  /** The queue it is in or was in last. */
  get queue(): string | null {
    return this.#book.queue;
  }

  reachMenu(number: string): void {
    this.#book.reachedMenu(number);
    this.#tellReached(number, "ivr");
  }

  reachQueue(number: string): void {
    this.#book.reachedQueue(number, this.#teller.now());
    this.#tellReached(number, "queue");
  }

  /** The queue polls again from its start and says so; it is still the same stay in it. */
  pollQueue(number: string): void {
    this.#tellReached(number, "queue");
  }

  ring(phone: string): void {
    this.#book.rang(phone, this.#teller.now());
    this.#tellReached(phone, "phone");
  }

  /** Rings that ended without an answer while the call lives on. The feed says nothing. */
  ranOut(phones: readonly string[]): void {
    this.#book.rangOut(phones);
  }

  dial(agent: string): void {
    this.#book.dialed(agent);
    this.#teller.tell({ kind: "dialed", ...this.#onLeg(0), did: null, agent });
  }

  answer(agent: string, via: Via): void {
    this.#book.answered(agent, { via, at: this.#teller.now() });
    const { direction, madeByClick } = this.#start;
    const onCall = this.#onLeg(this.#book.leg);
    const caller = madeByClick ? null : onCall.caller;
    this.#teller.tell({ kind: "answered", ...onCall, caller, direction, agent, via });
  }

  /** The phone of an attended transfer: its ring is told after its answer, on the leg that transfers. */
  ringAfterAnswer(phone: string): void {
    this.#book.rangBeforeAnswer(phone);
    this.#teller.tell({ kind: "reached", ...this.#onLeg(this.#book.leg - 1), number: phone, claim: "phone" });
  }

  /** The conversation before the latest was handed over by attended transfer. */
  handOver(): void {
    this.#endTalk(this.#book.leg - 1, { transferred: true });
  }

  /** The latest conversation ends, and with it the call. */
  hangUp(): void {
    this.#book.hungUp(this.#teller.now());
    this.#endTalk(this.#book.leg, { transferred: false });
  }

  /** The call ends while nobody talks to the caller; `number` is where. */
  loseAt(number: string, kind: NumberKind): void {
    this.#book.lost(kind, this.#teller.now());
    const lostAt = this.#start.direction === "inbound" ? kind : null;
    const how = { number, spoken: false, transferred: false, talkSeconds: null, lostAt };
    this.#tellEnd(this.#book.leg, how);
  }

  /** The recording of a conversation is ready, if the PBX keeps one. */
  tellRecording(leg: number): void {
    const agent = this.#book.agentOf(leg);
    if (agent === null || !this.#start.recorded) return;
    const url = `https://pbx.example:5001/webapi/recording/${this.id}-${leg}-1.mp3`;
    this.#book.recorded(leg, url);
    this.#teller.tell({ kind: "recorded", ...this.#onLeg(leg), did: null, agent, urls: [url] });
  }

  truth(): CallTruth {
    return this.#book.truth();
  }

  #endTalk(leg: number, { transferred }: { readonly transferred: boolean }): void {
    const talkSeconds = this.#book.talkEnded(leg, this.#teller.now());
    const number = this.#book.agentOf(leg);
    this.#tellEnd(leg, { number, spoken: true, transferred, talkSeconds, lostAt: null });
  }

  #tellEnd(leg: number, how: Pick<Ended, "number" | "spoken" | "transferred" | "talkSeconds" | "lostAt">): void {
    this.#teller.tell({ kind: "ended", ...this.#onLeg(leg), direction: this.#start.direction, ...how });
  }

  #tellReached(number: string, claim: NumberKind): void {
    this.#teller.tell({ kind: "reached", ...this.#onLeg(this.#book.leg), number, claim });
  }

  #onLeg(leg: number) {
    const { id, caller, did } = this.#start;
    return { callId: id, leg, chain: null, caller, callerName: null, did };
  }
}
