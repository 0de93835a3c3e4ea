import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Audience, audienceKey } from "#lib/access/audience.ts";
import { createLens } from "#lib/access/lens.ts";
import type { Act } from "#lib/board/act.ts";
import type { Board, MissedCaller } from "#lib/board/board.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { defaultSite, type SiteSettings, wholeBoard } from "#lib/board/site-settings.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { type Follower, follow, newFollower } from "#lib/protocol/follower.ts";
import { type ActedStep, actedHistory } from "#lib/testing/random-acts.ts";
import { gap } from "#lib/testing/random-history.ts";
import { post, storyStart } from "#lib/testing/story.ts";
import { createOpaqueNames } from "./opaque-names.ts";
import { channelsOf, createPublisher, type Post } from "./publisher.ts";

const nameOf = createOpaqueNames(Buffer.alloc(32));

const audiences: readonly Audience[] = [
  { of: "whole" },
  { of: "agent", extension: "201", accountId: "ana" },
  { of: "agent", extension: "202", accountId: "lin" },
  { of: "agent", extension: null, accountId: "nobody's" },
  { of: "screen", board: "all" },
  { of: "screen", board: "sales" },
  { of: "screen", board: "not there" },
];

/** Calls that tell of their caller in every field in which a feed can: the ids, the line, the places, the name. */
const telling: fc.Arbitrary<ActedStep> = fc
  .record({
    after: gap,
    Event: fc.constantFrom("ringing", "ringing", "incomingcall_started", "incoming", "dialing"),
    User: fc.constantFrom("820", "821", "201", "202", "05552221133"),
    Usertype: fc.constantFrom("queue", "ext", "other"),
    Callerid: fc.constantFrom("05552221133", "+90 555 222 11 33"),
    Phonebook: fc.constantFrom("", "Eva Secretname"),
    Did: fc.constantFrom("", "Main line", "0555 222 1133 calls"),
    Id: fc.constantFrom("260302090051_1-0", "260302090052_05552221133-0", "055522211339_3-0", "260302090054_4-1"),
    Finishtype: fc.constantFrom("Ok", "Missed"),
  })
  .map(({ after, ...fields }) => ({ after, delivery: post({ ...fields, Transfer: "False", Duration: "" }) }));

const sales = fc.record({
  id: fc.constant("sales"),
  name: fc.constantFrom("Sales", "Wall"),
  queues: fc.constantFrom(null, ["820"], ["821"], []),
  agents: fc.constantFrom(null, ["201"], []),
});

const settled: fc.Arbitrary<ActedStep> = fc
  .record({
    after: gap,
    put: fc.record(
      {
        masking: fc.constantFrom("none" as const, "last-three" as const, "all" as const),
        worksCouncil: fc.boolean(),
        boards: fc.array(sales, { maxLength: 1 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ after, put }) => ({ after, act: () => ({ of: "site", by: "Admin", put }) satisfies Act }));

const worked: fc.Arbitrary<ActedStep> = fc
  .tuple(gap, fc.nat(5), fc.constantFrom("claim" as const, "claim" as const, "attempt" as const, "done" as const))
  .chain(([after, pick, deed]) =>
    fc.constantFrom("ana", "lin").map((byId) => ({
      after,
      act(state: BoardState): Act {
        const rows = viewBoard(state).missed;
        const row = rows[pick % Math.max(1, rows.length)];
        const note = "Secretname, 0555 222 1133";
        return { of: "missed", id: row?.id ?? "", deed, by: byId, byId, note, seen: row?.changes ?? 0 };
      },
    })),
  );

const others = fc.array(
  fc.oneof({ weight: 6, arbitrary: telling }, { weight: 2, arbitrary: settled }, { weight: 2, arbitrary: worked }),
  { maxLength: 40, size: "max" },
);

/** A history, and after which of its steps what is known is published. */
const histories = fc.tuple(actedHistory, others, fc.infiniteStream(fc.nat(100))).map(([random, telltale, places]) => {
  const steps = [...random];
  for (const step of telltale) steps.splice(places.next().value % (steps.length + 1), 0, step);
  return steps.map((step) => ({ step, published: places.next().value < 70 }));
});

const runs = 40;

interface Listener {
  readonly audience: Audience;
  follower: Follower;
}

function startListening(publisher: ReturnType<typeof createPublisher>): Listener[] {
  return audiences.map((audience) => {
    publisher.serve(audience);
    return { audience, follower: heard(newFollower, "snapshot", publisher.snapshot(audience)) };
  });
}

/** Takes a message as it arrives over a wire; one that is not understood, or leaves a gap, is a failure. */
function heard(follower: Follower, kind: Post["kind"], content: unknown): Follower {
  const step = follow(follower, kind, JSON.parse(JSON.stringify(content)));
  expect(step.current).toBe(true);
  return step.follower;
}

function arriving(posts: readonly Post[], audience: Audience): readonly Post[] {
  const channels = channelsOf(audience);
  return posts.filter(({ to, except }) => channels.includes(to) && !except.some((one) => channels.includes(one)));
}

function stateAfter(state: BoardState, step: ActedStep, at: number): BoardState {
  const seq = state.rev + 1;
  const entry: { act: Act } | { delivery: Delivery } = "act" in step ? { act: step.act(state) } : step;
  return foldEntry(advance(state, at), { seq, at, ...entry });
}

const site: SiteSettings = {
  ...defaultSite,
  boards: [wholeBoard, { id: "sales", name: "Sales", queues: ["820"], agents: ["201"] }],
};

/** Any run of a server that publishes to every kind of audience. */
function run(
  history: readonly { readonly step: ActedStep; readonly published: boolean }[],
  look: (listener: Listener, message: Post, state: BoardState, before: Follower) => void,
): void {
  let state = emptyBoard({ ...defaultSettings, site }, storyStart);
  const publisher = createPublisher({ epoch: "a", servedBy: { sample: false, build: "b" }, state, nameOf });
  const listeners = startListening(publisher);
  let at = storyStart;
  for (const { step, published } of history) {
    at += step.after * 1000;
    state = stateAfter(state, step, at);
    if (!published) continue;
    const posts = publisher.publish(state);
    for (const listener of listeners) {
      const messages = arriving(posts, listener.audience);
      expect(messages).toHaveLength(posts.length === 0 ? 0 : 1);
      for (const message of messages) {
        const before = listener.follower;
        listener.follower = heard(before, message.kind, message.content);
        look(listener, message, state, before);
      }
    }
  }
}

/** What could be known of a caller by name or number, where numbers may not be shown. */
const ofCallers = /2221133|222 ?11 ?33|9998877|Secretname|Brandt/;
const names = /Secretname|Brandt/;

describe("what every audience is sent", () => {
  test("[M4] its replica equals its own view of the whole board at every moment, whatever happens and is decided", () => {
    fc.assert(
      fc.property(histories, (history) => {
        run(history, ({ audience, follower }, _, state) => {
          const lens = createLens({ audience, site: state.settings.site, nameOf });
          expect(follower.replica?.board).toEqual(lens.board(viewBoard(state)));
        });
      }),
      { numRuns: runs },
    );
  });

  test("[M1] no message to who is not entitled to it holds a caller's digits or name, in any field", () => {
    fc.assert(
      fc.property(histories, (history) => {
        run(history, ({ audience }, { content }, state) => {
          const entitled = audience.of === "whole" || (audience.of === "agent" && audience.extension !== null);
          if (entitled) return;
          const secret = state.settings.site.masking === "all" ? names : ofCallers;
          expect(JSON.stringify(content)).not.toMatch(secret);
        });
      }),
      { numRuns: runs },
    );
  });

  test("[M5] an agent is told whole of what is the agent's own, and of nothing else", () => {
    fc.assert(
      fc.property(histories, (history) => {
        run(history, ({ audience, follower }, _, state) => {
          if (audience.of !== "agent" || follower.replica === null) return;
          callsAreToldRightly(audience, follower.replica.board, state);
          rowsAreToldRightly(audience, follower.replica.board, state);
        });
      }),
      { numRuns: runs },
    );
  });

  test("[M6] a screen of some queues hears of no call or row that was not on it, and leaves none behind", () => {
    fc.assert(
      fc.property(histories, (history) => {
        run(history, ({ audience, follower }, message, state, before) => {
          if (audience.of !== "screen" || message.kind !== "delta") return;
          const { calls = [], missed = [] } = message.content.gone ?? {};
          expect(idsOn(before)).toEqual(expect.arrayContaining([...calls, ...missed]));
          const queues = state.settings.site.boards.find(({ id }) => id === audience.board)?.queues ?? null;
          if (queues !== null) expect(queues).toEqual(expect.arrayContaining([...queuesOn(follower)]));
        });
      }),
      { numRuns: runs },
    );
  });

  test("[M7] where a works council wants it so, no message tells a figure of a single person", () => {
    fc.assert(
      fc.property(histories, (history) => {
        run(history, ({ audience, follower }, _, state) => {
          if (!state.settings.site.worksCouncil && audience.of !== "screen") return;
          for (const agent of follower.replica?.board.agents ?? []) {
            const { answered, ringNoAnswer, outbound, talkSeconds } = agent;
            expect([answered, ringNoAnswer, outbound, talkSeconds]).toEqual([null, null, null, null]);
          }
        });
      }),
      { numRuns: runs },
    );
  });

  test("[M300] an agent is told the figures of its own phone, and of no colleague's", () => {
    fc.assert(
      fc.property(histories, (history) => {
        run(history, ({ audience, follower }, _, state) => {
          if (audience.of !== "agent") return;
          for (const { extension, answered, ringNoAnswer, outbound, talkSeconds } of follower.replica?.board.agents ??
            []) {
            const told = extension === audience.extension && !state.settings.site.worksCouncil;
            const figures = [answered, ringNoAnswer, outbound, talkSeconds];
            expect(figures.every((figure) => (figure === null) !== told)).toBe(true);
          }
        });
      }),
      { numRuns: runs },
    );
  });

  test("[M3] a message is made once for all who see the same, and an agent has one alone only for what is the agent's own", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const told = new Map<string, Set<Post>>();
        run(history, ({ audience }, message, state) => {
          const key = `${state.rev} ${message.to}`;
          told.set(key, (told.get(key) ?? new Set()).add(message));
          expect(told.get(key)?.size).toBe(1);
          if (message.kind === "delta" && audience.of === "agent" && message.to === audienceKey(audience)) {
            const { calls = [], missed = [], agents = [] } = message.content.put ?? {};
            const own =
              agents.some(({ extension }) => extension === audience.extension) ||
              calls.some((call) => [...call.ringing, call.agent].includes(audience.extension)) ||
              missed.some(
                (row) => row.rang.includes(audience.extension ?? "-") || row.claimedById === audience.accountId,
              );
            expect(own).toBe(true);
          }
        });
      }),
      { numRuns: runs },
    );
  });
});

function isHidden(caller: string | undefined, { settings }: BoardState): boolean {
  return caller === "" || settings.site.masking === "all" || /^•••\d{0,3}$/.test(caller ?? "");
}

function notesOf(row: MissedCaller | undefined): string {
  return [row?.resolution?.note, ...(row?.attempts ?? []).map(({ note }) => note)].join("");
}

function idsOn({ replica }: Follower): readonly string[] {
  return [...(replica?.board.calls ?? []), ...(replica?.board.missed ?? [])].map(({ id }) => id);
}

function queuesOn({ replica }: Follower): ReadonlySet<string> {
  const { queues = [], calls = [], missed = [] } = replica?.board ?? {};
  return new Set([...queues, ...calls, ...missed].map(({ queue }) => queue).filter((queue) => queue !== null));
}

type Agent = Extract<Audience, { readonly of: "agent" }>;

function callsAreToldRightly({ extension }: Agent, board: Board, state: BoardState): void {
  for (const call of viewBoard(state).calls) {
    const told = board.calls.find(({ id }) => id === call.id || id === nameOf(call.id));
    const own = extension !== null && [...call.ringing, call.agent].includes(extension);
    if (own) expect(told).toMatchObject({ caller: call.caller, callerName: call.callerName });
    else expect([told?.callerName, isHidden(told?.caller, state)]).toEqual([null, true]);
  }
}

function rowsAreToldRightly({ extension, accountId }: Agent, board: Board, state: BoardState): void {
  for (const row of viewBoard(state).missed) {
    const told = board.missed.find(({ id }) => id === row.id || id === nameOf(row.id));
    const own = row.rang.includes(extension ?? "-") || row.claimedById === accountId;
    if (own) expect(told).toMatchObject({ caller: row.caller, attempts: row.attempts });
    else expect([told?.callerName, notesOf(told), isHidden(told?.caller, state)]).toEqual([null, "", true]);
  }
}
