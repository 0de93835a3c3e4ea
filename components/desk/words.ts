import type { RevealReason } from "#lib/access/audit-entry.ts";
import type { AgentState } from "#lib/board/board.ts";
import type { NoticeState } from "#lib/client/notices.ts";
import type { CardEnd, LivePart } from "#lib/desk/desk-card.ts";
import { extensionText, timerText } from "#lib/display/texts.ts";
import type { AgentDeed } from "#lib/protocol/api/desk-answers.ts";

/** Every text of the agent's desk. Another language is another object of this shape. */
export const words = {
  title: (extension: string) => `Desk ${extension}`,
  choose: {
    title: "Desk",
    question: "Which extension is yours?",
    why: "This browser remembers it. The desk then shows who rings there, before you pick up.",
    search: "Extension or name",
    open: "Open the desk",
    known: "Known extensions",
    none: "No extensions are known yet. They appear with their first call.",
    noMatch: "No known extension matches. Press Enter to use it all the same.",
    change: "Change extension",
    keep: "This is my phone",
    given: "Your phone",
    noneGiven: "No phone is given to your account",
    noneGivenWhy: "An admin gives you one under Users. The desk then shows who rings there.",
  },
  state: {
    idle: "Not on a call",
    ringing: "Ringing",
    talking: "Talking",
    dialing: "Dialing",
  } satisfies Record<AgentState, string>,
  unknownState: "Not known while there is no data",
  notSeen: "no call seen today",
  /** A caller whose number is not for this desk. @param end its last digits, or "" */
  hidden: (end: string) => (end === "" ? "number hidden" : `number ending ${end}`),
  noName: extensionText,
  cards: {
    title: "My phone",
    head: { ringing: "Ringing", talking: "Talking", dialing: "Dialing" } satisfies Record<LivePart["kind"], string>,
    asOf: (head: string, time: string) => `${head} at ${time}`,
    withheld: "withheld",
    withheldWhy: "The caller withholds the number",
    noName: "no name known",
    forLine: { queue: "For", line: "Line", transfer: "Transfer from", direct: "Direct call" },
    waited: "Waited",
    nthCall: (count: number) => `${ordinal(count)} call today`,
    lookingUp: "looking up",
    notKnown: "not known",
    lastTalk: "Last spoke",
    withWhom: (name: string, talk: string) => `with ${name}, ${talk}`,
    neverSpoke: "nobody, as far back as calls are kept",
    missed: "Missed before",
    missedTimes: (count: number) => (count === 1 ? "once" : `${count} times`),
    neverMissed: "never",
    also: "Also rings at",
    noOther: "no other phone",
    next: (queue: string) => `Next in ${queue}`,
    nextNobody: "nobody",
    waiting: (count: number) => `${count} waiting`,
    waitingWithThis: (count: number) => `${count} with this one`,
    openCall: "Open this call",
    told: (name: string, line: string) => `Ringing: ${name}, ${line}`,
  },
  end: (how: CardEnd, nameOf: (extension: string) => string, queueName: (queue: string) => string): string => {
    switch (how.kind) {
      case "answered":
        return `answered by ${named(how.by, nameOf)}`;
      case "rang-out":
        return "missed on your phone, the caller is still there";
      case "hung-up":
        return "caller hung up";
      case "transferred":
        return `transferred to ${named(how.to, nameOf)}`;
      case "sent-on":
        return how.place === "queue" ? `sent back to ${queueName(how.to)}` : `sent to menu ${how.to}`;
      case "handed-on":
        return "handed on";
      case "moved-on":
        return "you went on to another call";
      case "over":
        return how.talkSeconds === null ? "call over" : `call over, ${timerText(how.talkSeconds)}`;
      case "no-answer":
        return "no answer";
      case "unclear":
        return "no sign of life, its end was not told";
    }
  },
  queues: {
    title: "Queues",
    choice: "Which queues",
    choices: { mine: "Mine", all: "All" },
    none: "No queues yet. They appear with their first call.",
    waiting: "waiting",
    longest: "longest",
    nobody: "nobody waiting",
    ringingAt: (name: string) => `ringing at ${name}`,
    unknown: "Not known while there is no data",
  },
  calls: {
    title: "My calls today",
    answered: "answered",
    out: "out",
    rang: "rang out",
    talk: "talk",
    none: "No calls yet today",
    older: (count: number) => `Show ${count} older`,
    left: (count: number) => `${count} older ones are in the call list`,
    deeds: { answered: "Answered", dialed: "Out", "rang-no-answer": "Rang out" } satisfies Record<
      AgentDeed["deed"],
      string
    >,
    rangFor: (seconds: number) => `rang ${Math.round(seconds)} s`,
    rangOnly: "rang",
    noAnswer: "–",
  },
  callBacks: {
    title: "Mine to call back",
    anyones: "For anyone to call back",
    hiddenWhy: "Whoever takes a caller sees the number. That you saw one is written into the audit log.",
    more: (count: number) => `Show ${count} more`,
    none: "Nobody to call back",
    withheld: "withheld",
    times: (count: number) => `×${count}`,
    lost: { ivr: "left in menu", queue: "left waiting", ringing: "left ringing" },
    takenBy: (name: string) => `taken by ${name}`,
    attempts: (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`),
    call: "Call",
    take: "Take",
    release: "Give back",
    noAnswer: "No answer",
    done: "Done",
    notNeeded: "Not needed",
    of: (act: string, name: string) => `${act}: ${name}`,
    note: "Note",
    noteHint: "Optional. Everybody sees it.",
    saving: "saving",
    cancel: "Cancel",
    again: "Try again",
  },
  reveal: {
    button: "Show number",
    title: "Why do you need this number?",
    why: "To call back, take the caller: that shows the number too, and colleagues see that somebody does it.",
    reasons: {
      "call-back": "To call them back",
      "check-identity": "To check who it is",
      complaint: "Because of a complaint",
      emergency: "In an emergency",
      other: "For another reason",
    } satisfies Record<RevealReason, string>,
    noted:
      "Your choice shows the number. That you saw it, when and why is written into the audit log, which admins read.",
    told: (who: string) => `It is ${who}.`,
  },
  notices: {
    turnOn: "Turn on ring notices",
    turnOff: "Turn off ring notices",
    state: {
      on: "Ring notices are on.",
      off: "While another window is in front, nothing but this tab's title tells you that your phone rings.",
      denied:
        "This browser forbids ring notices here: allow notifications in its site settings. Until then, keep this window in sight.",
      insecure:
        "Ring notices need HTTPS, which this address is not. Keep this window in sight: it and its title show who rings.",
      unsupported: "This browser has no notices. Keep this window in sight: it and its title show who rings.",
    } satisfies Record<NoticeState, string>,
    text: (line: string) => `Your phone rings · ${line}`,
  },
} as const;

function named(extension: string, nameOf: (extension: string) => string): string {
  const name = nameOf(extension);
  return name === extensionText(extension) ? `ext ${extension}` : `ext ${extension} ${name}`;
}

function ordinal(count: number): string {
  const teens = count % 100 >= 11 && count % 100 <= 13;
  const ending = teens ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${count}${ending}`;
}
