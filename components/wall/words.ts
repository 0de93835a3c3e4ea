import type { AgentState } from "#lib/board/board.ts";
import { age, type Span, silence, timer } from "#lib/wall/duration.ts";
import type { RolledUp } from "#lib/wall/queue-order.ts";

/** Shown where there is no value. Never 0: that would be one. */
export const noValue = "–";

/** Every text of the wall. Another language is another object of this shape. */
export const words = {
  sample: "SAMPLE DATA",
  headline: {
    waiting: "Waiting",
    longest: "Longest wait",
    /** For those far away. */
    longestBriefly: "Longest",
    notOnCall: "Not on a call",
    callBack: "Call back",
    /** At length, then shorter. */
    of: (total: number) => [`of ${total}`, `/${total}`],
    oldest: (span: Span) => [`oldest ${spanText(span)}`, `${spanText(span)} old`, spanText(span)],
  },
  queues: {
    title: "Queues",
    queue: "Queue",
    waiting: "Waiting",
    longest: "Longest",
    talking: "Talking",
    serviceLevel: "SL today",
    nobodyWaiting: "Nobody is waiting",
    rest: (rest: RolledUp, longest: Span | null) => {
      const queues = `+ ${rest.queues} ${rest.queues === 1 ? "queue" : "queues"}`;
      if (rest.waiting === 0) return `${queues}, nobody waiting`;
      const waiting = `${queues}, ${rest.waiting} waiting`;
      return longest === null ? waiting : `${waiting}, longest ${spanText(longest)}`;
    },
    restUnknown: (queues: number) => `+ ${queues} ${queues === 1 ? "queue" : "queues"}`,
    worst: (waiting: number) => `${waiting} waiting`,
    moreCallers: (more: number) => `+ ${more} more waiting`,
    ringingAt: (names: string) => `ringing at ${names}`,
    next: "next",
    figures: {
      answered: "answered",
      missed: "missed",
      serviceLevel: "service level",
      wait: "average wait",
      talk: "average talk",
    },
  },
  calls: {
    title: "Live calls",
    none: "No calls now",
    more: (more: number) => `+ ${more} ${more === 1 ? "call" : "calls"}`,
    state: {
      ivr: "In menu",
      queued: "Waiting",
      ringing: "Ringing",
      talking: "Talking",
      dialing: "Dialing",
      uncertain: "No sign of life",
    },
    line: (line: string) => `line ${line}`,
  },
  agents: {
    title: "Agents",
    extension: (extension: string) => `Ext ${extension}`,
    none: "No extensions yet",
    noneWhy: "They appear with their first call.",
    ringing: "Ringing now",
    noPhoneRings: "No phone is ringing",
    notKnown: "Not known while there is no data",
    moreRinging: (more: number) => `+ ${more} ringing`,
    hidden: (hidden: number) => `+ ${hidden} more`,
    state: { idle: "Not on a call", ringing: "Ringing", talking: "Talking", dialing: "Dialing" } satisfies Record<
      AgentState,
      string
    >,
    transferFrom: (name: string) => `from ${name}`,
    directCall: "direct",
  },
  today: {
    title: "Today",
    asOf: (time: string) => `as of ${time}`,
    sinceMidnight: "since 00:00",
    noCalls: "no calls yet",
    inbound: "in",
    answered: "answered",
    missed: "missed",
    abandonedInIvr: "left in menu",
    unknown: "unknown",
    outbound: "out",
    target: (share: string) => `SL target ${share}`,
  },
  freshness: {
    connecting: "Connecting",
    live: "Live",
    age: (seconds: number) => `${seconds} s`,
    lastEvent: (span: Span) => `last event ${spanText(span)} ago`,
    neverHeard: "no event from the phone system yet",
    noData: (seconds: number) => `No data for ${silenceText(seconds)}`,
    reconnecting: "reconnecting",
    last: (time: string) => `last ${time}`,
    unreachable: "This screen cannot reach the board server",
    check: "Check the network of this screen",
  },
  summary: (figures: {
    waiting: number;
    notOnCall: number;
    agents: number;
    callBack: number;
    longest: Span | null;
  }) => {
    const waiting = `${figures.waiting} waiting`;
    const longest = figures.longest === null ? "" : `, longest over ${spanText(figures.longest)}`;
    return `${waiting}${longest}. ${figures.notOnCall} of ${figures.agents} not on a call. ${figures.callBack} to call back.`;
  },
  summaryUnknown: "No current data.",
  panelFailed: "This panel failed. It is being restarted.",
} as const;

export function timerText(seconds: number | null): string {
  const span = timer(seconds);
  return span === null ? noValue : `${span.figure}${span.unit ?? ""}`;
}

export function ageOf(seconds: number | null): Span | null {
  return seconds === null ? null : age(seconds);
}

/** A share of 1 as a whole percentage. Rounded down: 99.6 % is not all, and 79.9 % is below a target of 80. */
export function percentText(share: number | null): string {
  return share === null ? noValue : `${Math.floor(share * 100 + roundingError)}%`;
}

/** 0.29 * 100 is 28.999999999999996. */
const roundingError = 1e-9;

/** `14:32` or `14:32:07` in a time zone (IANA name), of an instant in ms. */
export function timeText(instant: number, timeZone: string, precision: "minute" | "second"): string {
  return clock(timeZone, precision).format(instant);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(timeZone: string, precision: "minute" | "second"): Intl.DateTimeFormat {
  const key = `${timeZone} ${precision}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(precision === "second" ? { second: "2-digit" } : {}),
  });
  clocks.set(key, made);
  return made;
}

function spanText(span: Span): string {
  return span.unit === null ? span.figure : `${span.figure} ${span.unit}`;
}

function silenceText(seconds: number): string {
  return silence(seconds)
    .map((part) => `${part.figure} ${part.unit}`)
    .join(" ");
}
