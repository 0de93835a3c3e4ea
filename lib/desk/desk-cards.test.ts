import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Board } from "#lib/board/board.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { entriesOf, randomHistory } from "#lib/testing/random-history.ts";
import { inboundCall, isoAfter, outboundCall, type Story, startStory, storyStart } from "#lib/testing/story.ts";
import type { DeskCard } from "./desk-card.ts";
import { type Desk, emptyDesk, keptFor, nextDesk } from "./desk-cards.ts";

const mine = "201";
const call = inboundCall("260302090001_1");
const second = inboundCall("260302090002_2", "05559998877");

/** A desk that looks at a story's board after every word of it. */
function watch(told: Story) {
  let desk = emptyDesk;
  return {
    at(seconds: number, ...words: readonly Delivery[]) {
      if (words.length === 0) told.wait(seconds);
      for (const word of words) {
        told.tell(seconds, word);
        desk = nextDesk(desk, told.board(), mine, storyStart + seconds * 1000);
      }
      desk = nextDesk(desk, told.board(), mine, storyStart + seconds * 1000);
      return this;
    },
    cards: () => desk.cards,
    card: (): DeskCard => {
      expect(desk.cards).toHaveLength(1);
      return desk.cards[0] as DeskCard;
    },
    how: () => desk.cards.map((card) => (card.part.kind === "ended" ? card.part.how : card.part.kind)),
  };
}

const directory = new Map([["820", { number: "820", kind: "queue" as const, name: "Sales" }]]);
const story = () => startStory({ directory });
const ringing = () => watch(story()).at(0, call.reaches("820", "queue")).at(20, call.reaches(mine, "ext"));

describe("[O50] a card as long as the phone is concerned", () => {
  test("[O50] rings, with line, wait and who else rings", () => {
    const desk = watch(story())
      .at(0, call.reaches("820", "queue"))
      .at(20, call.reaches(mine, "ext"), call.reaches("202", "ext"));
    expect(desk.card()).toMatchObject({
      callId: "260302090001_1",
      caller: "05552221133",
      line: { kind: "queue", queue: "820", name: "Sales" },
      waitingSince: isoAfter(0),
      others: ["202"],
      part: { kind: "ringing", since: isoAfter(20) },
    });
  });

  test("[O50] another phone's call makes no card", () => {
    expect(watch(story()).at(0, call.reaches("820", "queue")).at(5, call.reaches("202", "ext")).cards()).toEqual([]);
  });

  test("[O50] answered here, the same card turns to the conversation, keeping line and wait", () => {
    const desk = ringing().at(25, call.answers(mine, 1));
    expect(desk.card()).toMatchObject({
      line: { kind: "queue", queue: "820", name: "Sales" },
      waitingSince: isoAfter(0),
      answeredAt: isoAfter(25),
      part: { kind: "talking", since: isoAfter(25) },
    });
  });

  test("[O50] a transfer's ring says from whom", () => {
    const desk = watch(story())
      .at(0, call.reaches("202", "ext"))
      .at(5, call.answers("202", 1))
      .at(60, call.reaches(mine, "ext", 1));
    expect(desk.card()).toMatchObject({ line: { kind: "transfer", from: "202" }, part: { kind: "ringing" } });
  });

  test("[O50] several calls: longest first; what rings stands before a conversation, and that before what is over", () => {
    const desk = ringing().at(30, second.reaches("821", "queue"), second.reaches(mine, "ext"));
    const ids = () => desk.cards().map((card) => card.callId);
    expect(ids()).toEqual(["260302090001_1", "260302090002_2"]);
    desk.at(34, call.answers("202", 1));
    expect(ids()).toEqual(["260302090002_2", "260302090001_1"]);
    expect(desk.how()).toEqual(["ringing", { kind: "answered", by: "202" }]);
    const third = inboundCall("260302090003_3", "05551112222");
    desk.at(36, second.answers(mine, 1)).at(38, third.reaches("820", "queue"), third.reaches(mine, "ext"));
    expect(desk.how()).toEqual(["ringing", "talking", { kind: "answered", by: "202" }]);
  });

  test("[O50] those first seen together stand longest first too", () => {
    const told = story()
      .tell(0, second.reaches(mine, "ext"))
      .tell(2, call.reaches("820", "queue"), call.reaches(mine, "ext"));
    expect(nextDesk(emptyDesk, told.board(), mine, storyStart + 3000).cards.map((card) => card.callId)).toEqual([
      "260302090002_2",
      "260302090001_1",
    ]);
  });

  test("[O50] dialling out, then talking, then over", () => {
    const out = outboundCall("260302090003_3");
    const desk = watch(story()).at(0, out.dials(mine));
    expect(desk.card()).toMatchObject({ direction: "outbound", part: { kind: "dialing", since: isoAfter(0) } });
    desk.at(10, out.answers(mine));
    expect(desk.card().part).toEqual({ kind: "talking", since: isoAfter(10) });
    desk.at(30, out.ends(mine, 1, "Ok", "00:19"));
    expect(desk.how()).toEqual([{ kind: "over", talkSeconds: 19 }]);
  });
});

describe("[O51] how a call ended for this phone", () => {
  test("[O51] a colleague was quicker", () => {
    expect(ringing().at(25, call.reaches("202", "ext")).at(26, call.answers("202", 1)).how()).toEqual([
      { kind: "answered", by: "202" },
    ]);
  });

  test("[O51] the caller hung up", () => {
    expect(ringing().at(31, call.lost("820")).how()).toEqual([{ kind: "hung-up" }]);
  });

  test("[O51] the ring ran out; that somebody answers or the caller gives up meanwhile is told on the same card", () => {
    const desk = ringing().at(40, call.reaches("202", "ext"));
    expect(desk.how()).toEqual([{ kind: "rang-out" }]);
    desk.at(44, call.answers("202", 1));
    expect(desk.how()).toEqual([{ kind: "answered", by: "202" }]);
    expect(desk.at(49).cards()).toHaveLength(1);
    expect(desk.at(50).cards()).toHaveLength(0);
    expect(ringing().at(40, call.reaches("202", "ext")).at(43, call.lost("820")).how()).toEqual([{ kind: "hung-up" }]);
  });

  test("[O51] a transfer's ring that ran out was not answered by whoever transfers", () => {
    const desk = watch(story())
      .at(0, call.reaches("202", "ext"))
      .at(5, call.answers("202", 1))
      .at(60, call.reaches(mine, "ext", 1))
      .at(106);
    expect(desk.how()).toEqual([{ kind: "rang-out" }]);
  });

  test("[O51] over, with the feed's own talk time; without one, as long as the phone was on the call", () => {
    const talking = () => ringing().at(25, call.answers(mine, 1));
    expect(
      talking()
        .at(275, call.ends(mine, 1, { Duration: "04:09" }))
        .how(),
    ).toEqual([{ kind: "over", talkSeconds: 249 }]);
    expect(talking().at(275, call.ends(mine, 1)).how()).toEqual([{ kind: "over", talkSeconds: 250 }]);
  });

  test("[O51] transferred, sent back to a queue, sent to a menu", () => {
    const talking = () => ringing().at(25, call.answers(mine, 1));
    expect(
      talking()
        .at(60, call.reaches("202", "ext", 1))
        .at(63, call.answers("202", 2, "Blind"))
        .how(),
    ).toEqual([{ kind: "transferred", to: "202" }]);
    expect(
      talking()
        .at(60, call.reaches("821", "queue", 1))
        .how(),
    ).toEqual([{ kind: "sent-on", place: "queue", to: "821" }]);
    expect(
      talking()
        .at(60, call.reaches("800", "other", 1))
        .how(),
    ).toEqual([{ kind: "sent-on", place: "ivr", to: "800" }]);
  });

  test("[O51] nobody picked up what was dialled", () => {
    const out = outboundCall("260302090003_3");
    expect(
      watch(story())
        .at(0, out.dials(mine))
        .at(30, out.ends(mine, 0, "Missed"))
        .how(),
    ).toEqual([{ kind: "no-answer" }]);
  });

  test("[O51] another conversation began here", () => {
    const desk = ringing().at(25, call.answers(mine, 1)).at(90, second.reaches(mine, "ext"), second.answers(mine, 1));
    expect(desk.how()).toEqual(["talking", { kind: "moved-on" }]);
  });

  test("[O51] a conversation of which nothing is heard for hours is claimed no longer", () => {
    expect(
      ringing()
        .at(25, call.answers(mine, 1))
        .at(4 * 3600 + 60)
        .how(),
    ).toEqual([{ kind: "unclear" }]);
  });
});

describe("[O52] kept 10 s", () => {
  test("[O52] not a moment less, not a moment more", () => {
    const told = story().tell(0, call.reaches("820", "queue"), call.reaches(mine, "ext"));
    const rings = nextDesk(emptyDesk, told.board(), mine, storyStart);
    const end = storyStart + 5000;
    const gone = told.tell(5, call.lost("820")).board();
    const ended = nextDesk(rings, gone, mine, end);
    expect(nextDesk(ended, gone, mine, end + keptFor - 1).cards).toHaveLength(1);
    expect(nextDesk(ended, gone, mine, end + keptFor).cards).toHaveLength(0);
  });

  test("[O52] a ring that comes again within them is the same card", () => {
    const desk = ringing().at(40, call.reaches("202", "ext")).at(45, call.reaches(mine, "ext"));
    expect(desk.card().part).toEqual({ kind: "ringing", since: isoAfter(45) });
  });
});

describe("[O53] never more than the board says", () => {
  const anyBoards = randomHistory.map((steps) => {
    let state = emptyBoard(defaultSettings, storyStart);
    return entriesOf(steps).flatMap((entry): { board: Board; now: number }[] => {
      const passed = advance(state, entry.at);
      state = foldEntry(state, entry);
      return [
        { board: { ...viewBoard(passed), rev: entry.seq - 1 }, now: entry.at },
        { board: viewBoard(state), now: entry.at },
      ];
    });
  });

  function liveOf(desk: Desk) {
    return desk.cards
      .flatMap((card) => (card.part.kind === "ended" ? [] : [`${card.part.kind} ${card.callId}`]))
      .sort();
  }

  function claimedBy(board: Board) {
    const agent = board.agents.find((one) => one.extension === mine);
    return board.calls
      .filter((one) => !one.uncertain)
      .flatMap((one) => {
        const held = agent?.callId === one.id ? agent.state : null;
        if (held === "talking" || held === "dialing") return [`${held} ${one.id}`];
        return one.ringing.includes(mine) ? [`ringing ${one.id}`] : [];
      })
      .sort();
  }

  test("[O53] live cards are what the board says of this phone, whatever came before", () => {
    fc.assert(
      fc.property(anyBoards, (boards) => {
        let desk = emptyDesk;
        for (const { board, now } of boards) {
          desk = nextDesk(desk, board, mine, now);
          expect(liveOf(desk)).toEqual(claimedBy(board));
        }
      }),
      { numRuns: 400 },
    );
  });

  test("[O53] a card that was live stays 10 s from its end, whatever boards come, and one a call", () => {
    fc.assert(
      fc.property(anyBoards, (boards) => {
        let desk = emptyDesk;
        for (const { board, now } of boards) {
          const next = nextDesk(desk, board, mine, now);
          const ids = next.cards.map((card) => card.callId);
          expect(new Set(ids).size).toBe(ids.length);
          const owed = desk.cards.filter((card) => card.part.kind !== "ended" || now < card.part.at + keptFor);
          expect(ids).toEqual(expect.arrayContaining(owed.map((card) => card.callId)));
          for (const { part } of next.cards) if (part.kind === "ended") expect(now - part.at).toBeLessThan(keptFor);
          desk = next;
        }
      }),
      { numRuns: 400 },
    );
  });

  test("[O53] seeing the same board again changes nothing, not even the identity", () => {
    fc.assert(
      fc.property(anyBoards, (boards) => {
        let desk = emptyDesk;
        for (const { board, now } of boards) {
          desk = nextDesk(desk, board, mine, now);
          expect(nextDesk(desk, structuredClone(board), mine, now)).toBe(desk);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("[O53] without a board there is no card, and what ends meanwhile makes none later", () => {
    const told = story().tell(0, call.reaches("820", "queue"), call.reaches(mine, "ext"));
    const rings = nextDesk(emptyDesk, told.board(), mine, storyStart);
    const lost = nextDesk(rings, null, mine, storyStart + 60_000);
    expect(lost.cards).toEqual([]);
    expect(nextDesk(lost, told.tell(61, call.lost("820")).board(), mine, storyStart + 61_000).cards).toEqual([]);
  });

  test("[O53] a board that lies before the last one is another server's: nothing is carried over to it", () => {
    const told = story().tell(0, call.reaches("820", "queue"), call.reaches(mine, "ext"));
    const rings = nextDesk(emptyDesk, told.board(), mine, storyStart);
    expect(nextDesk(rings, story().board(), mine, storyStart + 1000).cards).toEqual([]);
  });
});
