import type { Act } from "#lib/board/act.ts";
import type { CallRecord, LiveCall, WholeBoard } from "#lib/board/board.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { callRecords, viewBoard } from "#lib/board/view-board.ts";
import { byPost, type Delivery } from "#lib/pbx/delivery.ts";

/** Monday morning; stories count their seconds from here. Epoch ms. */
export const storyStart = Date.parse("2026-03-02T09:00:00.000Z");

export function isoAfter(seconds: number): string {
  return new Date(storyStart + seconds * 1000).toISOString();
}

/** A POST as the documentation prints it. */
export function post(fields: Readonly<Record<string, unknown>>): Delivery {
  return byPost(JSON.stringify(fields));
}

/** A board that is told things, and on which people act, at seconds from its start, in rising order. */
export interface Story {
  readonly state: () => BoardState;
  readonly tell: (seconds: number, ...deliveries: readonly Delivery[]) => Story;
  readonly act: (seconds: number, ...acts: readonly Act[]) => Story;
  readonly wait: (seconds: number) => Story;
  readonly board: () => WholeBoard;
  readonly calls: () => readonly CallRecord[];
  /** The only call there is. */
  readonly call: () => CallRecord;
  /** The only live call there is. */
  readonly live: () => LiveCall;
}

export function startStory(settings: Partial<BoardSettings> = {}): Story {
  let state = emptyBoard({ ...defaultSettings, ...settings }, storyStart);
  const story: Story = {
    state: () => state,
    tell(seconds, ...deliveries) {
      for (const delivery of deliveries) {
        state = foldEntry(state, { seq: state.rev + 1, at: storyStart + seconds * 1000, delivery });
      }
      return story;
    },
    act(seconds, ...acts) {
      for (const act of acts) state = foldEntry(state, { seq: state.rev + 1, at: storyStart + seconds * 1000, act });
      return story;
    },
    wait(seconds) {
      state = advance(state, storyStart + seconds * 1000);
      return story;
    },
    board: () => viewBoard(state),
    calls: () => callRecords(state),
    call: () => only(callRecords(state)),
    live: () => only(viewBoard(state).calls),
  };
  return story;
}

function only<T>(list: readonly T[]): T {
  if (list.length !== 1) throw new Error(`expected one, found ${list.length}`);
  return list[0] as T;
}

/** The feed's words for one inbound call, ready to be told. */
export interface InboundWords {
  readonly reaches: (number: string, usertype: "other" | "queue" | "ext", leg?: number) => Delivery;
  readonly answers: (user: string, leg: number, trtype?: string) => Delivery;
  readonly ends: (user: string, leg: number, fields?: Readonly<Record<string, string>>) => Delivery;
  readonly lost: (user: string, leg?: number) => Delivery;
  readonly recording: (user: string, leg: number) => Delivery;
}

export function inboundCall(id: string, caller = "05552221133"): InboundWords {
  const words = (leg: number) => ({ Callerid: caller, Did: "", Id: `${id}-${leg}` });
  return {
    reaches: (User, Usertype, leg = 0) => post({ Event: "ringing", User, Usertype, ...words(leg) }),
    answers: (User, leg, Trtype = "NotDef") => post({ Event: "incomingcall_started", User, Trtype, ...words(leg) }),
    ends: (User, leg, fields = {}) =>
      post({ Event: "incoming", User, Finishtype: "Ok", Transfer: "False", Duration: "", ...words(leg), ...fields }),
    lost: (User, leg = 0) =>
      post({ Event: "incoming", User, Finishtype: "Missed", Transfer: "False", Duration: "", ...words(leg) }),
    recording: (User, leg) =>
      post({ Event: "recording", FileUrls: [`https://pbx.example/${id}-${leg}-1.mp3`], User, ...words(leg) }),
  };
}

/** The feed's words for one outbound call. */
export interface OutboundWords {
  readonly dials: (user: string) => Delivery;
  readonly answers: (user: string, caller?: string) => Delivery;
  readonly ends: (user: string, leg: number, finishtype: "Ok" | "Missed", duration?: string) => Delivery;
}

export function outboundCall(id: string, callee = "05552221133"): OutboundWords {
  return {
    dials: (User) => post({ Event: "dialing", Callerid: callee, User, Id: `${id}-0` }),
    answers: (User, Callerid = callee) =>
      post({ Event: "outgoingcall_started", Callerid, User, Trtype: "NotDef", Did: "", Id: `${id}-1` }),
    ends: (User, leg, Finishtype, Duration = "") =>
      post({
        Event: "outgoing",
        Callerid: callee,
        User,
        Finishtype,
        Transfer: "False",
        Did: "",
        Duration,
        Id: `${id}-${leg}`,
      }),
  };
}
