import { freshnessWords } from "#components/board/freshness-words.ts";
import type { AgentState } from "#lib/board/board.ts";
import { age, type Span } from "#lib/display/duration.ts";
import { extensionText, spanText } from "#lib/display/texts.ts";
import type { RolledUp } from "#lib/wall/queue-order.ts";

/** Every text of the wall. Another language is another object of this shape. */
export const words = {
  sample: "SAMPLE DATA",
  noBoard: "this board is no longer there",
  soundBlocked: "Sound blocked: press OK",
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
    extension: extensionText,
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
    ofQueues: "Today, these queues",
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
  latency: {
    title: "Webhook to screen",
    /** ms. */
    figures: (latency: { p50: number; p95: number; samples: number; reach: number; uncertainty: number }) => {
      const counted = `${latency.samples} in ${spanText(age(latency.reach / 1000))}`;
      const known = `± ${Math.ceil(latency.uncertainty)} ms`;
      return `p50 ${Math.round(latency.p50)} ms · p95 ${Math.round(latency.p95)} ms · ${counted} · ${known}`;
    },
    noClock: "not measured: the server's clock is not known",
    /** @param certainty ms */
    nothing: (certainty: number, worst: number) =>
      certainty > worst
        ? `not measured: the server's clock is known to ± ${Math.ceil(certainty)} ms only`
        : "nothing has come in yet",
  },
  freshness: freshnessWords,
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
