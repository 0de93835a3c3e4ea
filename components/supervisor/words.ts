import type { AgentState, MissedCaller, Resolution } from "#lib/board/board.ts";
import type { Span } from "#lib/display/duration.ts";
import { spanText } from "#lib/display/texts.ts";
import type { FloorState } from "#lib/supervisor/floor-calls.ts";
import type { Show } from "#lib/supervisor/worklist.ts";

const calls = (count: number) => `${count} ${count === 1 ? "call" : "calls"}`;
const byWhom = (name: string | null) => (name === null ? "" : ` by ${name}`);
const noted = (note: string | null) => (note === null || note === "" ? "" : `: ${note}`);

/** Every text of the supervisor's screen. Another language is another object of this shape. */
export const words = {
  title: "Supervisor",
  worklist: {
    title: "Call back",
    show: "Which callers",
    shows: {
      open: "Open",
      mine: "Mine",
      withheld: "Withheld",
      done: "Done today",
      "not-needed": "Not needed",
    } satisfies Record<Show, string>,
    find: "Search name or number",
    freeze: "Freeze",
    keys: "Keys",
    newcomers: (count: number) => `${count} new ↑`,
    held: { frozen: "Frozen: nothing moves", inUse: "Held still while you are in it" },
    columns: {
      age: "Age",
      closed: "Closed",
      caller: "Caller",
      lost: "Line, lost while",
      talk: "Last talk",
      owner: "Owner",
      actions: "Actions",
    },
    empty: {
      firstCall: "Waiting for the first call of the day",
      open: "Nothing to return",
      mine: "You have taken no caller",
      withheld: "Nobody with a withheld number is open",
      nobody: "Nobody said who sits here",
      done: "Nothing done yet today",
      "not-needed": "Nothing put aside today",
      notFound: (find: string) => `Nobody matches “${find}”`,
      clear: "Clear the search",
      who: "Say who you are",
      unknown: "Not known before the first data",
    },
  },
  row: {
    withheld: "withheld",
    times: (count: number) => `×${count}`,
    timesAtLength: (count: number) => `${calls(count)} lost`,
    lost: { ivr: "in menu", queue: "queued", ringing: "ringing" } satisfies Record<MissedCaller["lostIn"], string>,
    closedHours: "closed hours",
    lostAfter: (where: string, wait: string | null) => (wait === null ? where : `${where} ${wait}`),
    rang: (names: string) => `rang ${names}`,
    andMore: (names: string, more: number) => `${names} +${more}`,
    nobody: "nobody yet",
    notKnown: "–",
    lastTalk: (ago: Span) => `${spanText(ago)} ago`,
    noOwner: "–",
    attempts: (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`),
    left: "closed",
    saving: "saving…",
    dismiss: "Dismiss",
    how: (resolution: Resolution, agent: string | null): string => {
      const answered = agent === null ? "answered" : `answered by ${agent}`;
      switch (resolution.how) {
        case "rang-again":
          return `called again, ${answered} (auto)`;
        case "called-back":
          return agent === null ? "called back (auto)" : `called back by ${agent} (auto)`;
        case "by-hand":
          return resolution.verdict === "not-needed"
            ? `not needed${byWhom(resolution.by)}${noted(resolution.note)}`
            : `done${byWhom(resolution.by)}${noted(resolution.note)}`;
      }
    },
  },
  acts: {
    call: "Call",
    callWhom: (whom: string) => `Call ${whom}`,
    cannotCall: "The number is withheld: nobody can call it",
    cannotDial: "This is not a number that can be dialled",
    copy: "Copy number",
    copied: "The number is copied.",
    notCopied: "This browser did not let the number be copied.",
    claim: "Take",
    release: "Release",
    releaseFrom: (owner: string) => `Release from ${owner}`,
    attempt: "No answer…",
    done: "Done…",
    notNeeded: "Not needed",
    reopen: "Reopen",
    undo: "Undo",
    of: (act: string, whom: string) => `${act}: ${whom}`,
    saved: "Saved.",
    refused: (why: string) => `Not saved. ${why}`,
    unheard: (why: string) => `${why} It is not known whether this was saved.`,
    again: "Try again",
    nothingToUndo: "There is nothing to undo here.",
  },
  note: {
    titles: {
      attempt: (whom: string) => `No answer: ${whom}`,
      done: (whom: string) => `Done: ${whom}`,
    },
    label: "Note",
    hint: "Optional. Everybody sees it.",
    save: { attempt: "Note the attempt", done: "Done" },
  },
  detail: {
    title: (whom: string) => `About ${whom}`,
    close: "Close",
    calls: "The calls behind it",
    open: "Open the call",
    attempts: "Attempts",
    before: "Earlier",
    neverTalked: "Nobody has talked with this caller, as far back as calls are kept.",
    lastTalk: (name: string, when: string, talk: string) => `Last talked with ${name}, ${when}, ${talk}`,
    missedBefore: (count: number) => `${calls(count)} lost, as far back as calls are kept`,
    callsToday: (count: number) => `${calls(count)} today`,
    lostAt: (where: string) => `lost ${where}`,
    closedHours: (line: string) =>
      `Lost outside the hours of ${line}. Only the time in which it is open counts towards being late.`,
    attempt: (by: string, note: string | null) => `no answer, tried by ${by}${noted(note)}`,
  },
  shortcuts: {
    title: "Keys",
    on: "Single letters work as keys",
    why: "Turn them off if you speak to this page, or press letters by accident. Arrows, Enter and Tab always work.",
    list: [
      ["J  K", "next, previous caller"],
      ["Enter", "details"],
      ["T", "take, or release what is mine"],
      ["C", "call"],
      ["A", "no answer, with a note"],
      ["D", "done, with a note"],
      ["N", "not needed"],
      ["U", "undo the last change"],
      ["/", "search"],
      ["?", "this list"],
    ],
  },
  calls: {
    title: "Live calls",
    group: "Arrange by",
    groups: { queue: "By queue", age: "By age" },
    none: "No calls now",
    over: "Over",
    newcomers: (count: number) => `${count} new`,
    unknown: "Not known while there is no data",
    noQueue: "No queue",
    outbound: "Outbound",
    waiting: (count: number) => `${count} waiting`,
    state: {
      ivr: "In menu",
      queued: "Waiting",
      ringing: "Ringing",
      talking: "Talking",
      transferred: "Transferred",
      dialing: "Dialing",
      uncertain: "No sign of life",
    } satisfies Record<FloorState, string>,
    to: "to",
    from: "from",
    open: (whom: string) => `Open the call of ${whom}`,
  },
  agents: {
    title: "Agents",
    find: "Search agents",
    findShort: "Search",
    state: "State",
    states: { idle: "Not on a call", ringing: "Ringing", talking: "Talking", dialing: "Dialing" } satisfies Record<
      AgentState,
      string
    >,
    none: "No extensions yet. They appear with their first call.",
    notFound: "No agent matches.",
    unknown: "Not known while there is no data",
    callOf: (agent: string) => `${agent}, the call:`,
    rangOut: (count: number) => `rang out ${count}×`,
    since: (time: string) => `since ${time}`,
    ringsLong: "rings for long",
    talksLong: (minutes: number) => `on a call for ${minutes} min`,
  },
  queues: {
    title: "Queues",
    find: "Search queues",
    findShort: "Search",
    none: "No queues yet. They appear with their first call.",
    notFound: "No queue matches.",
    queue: "Queue",
    trend: "2 h",
    trendAtLength: (most: number, now: number) => `waiting in the last two hours: at most ${most}, now ${now}`,
    waiting: "Waiting",
    longest: "Longest",
    talking: "Talking",
    serviceLevel: "SL",
    waitingIn: (queue: string) => `${queue}, waiting`,
    longestIn: (queue: string) => `${queue}, longest wait`,
    talkingIn: (queue: string) => `${queue}, talking`,
    serviceLevelIn: (queue: string) => `${queue}, service level`,
  },
  summary: (open: number, watch: number, critical: number) => {
    const late = watch === 0 ? "" : `, ${watch} late`;
    const very = critical === 0 ? "" : `, ${critical} very late`;
    return `${open} to call back${late}${very}.`;
  },
  alert: {
    row: (whom: string) => `Very late to call back: ${whom}.`,
    rows: (count: number) => `${count} callers are very late to call back.`,
    queue: (name: string) => `Somebody waits too long in ${name}.`,
  },
} as const;
