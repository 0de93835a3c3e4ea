/**
 * A second reading of what a phone system sent, made from the words of the specification alone, as small and as slow as it
 * may be: it looks at everything that came, again for every question. It shares no line with the first, so that what both
 * say is not one mistake. It reads whole POST deliveries of calls that carry their own id, which is what it is asked about.
 */

export interface Sent {
  /** Epoch ms. */
  readonly at: number;
  readonly body: string;
}

interface Said {
  readonly at: number;
  readonly event: string;
  readonly call: string;
  readonly leg: number;
  readonly caller: string;
  readonly user: string;
  readonly usertype: string;
  readonly trtype: string;
  readonly finish: string;
  readonly transfer: boolean;
  /** ms; null: not said. */
  readonly talk: number | null;
}

export interface CallSeen {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly state: string;
  readonly caller: string;
  readonly queue: string | null;
  readonly ringing: readonly string[];
  readonly agent: string | null;
}

export interface QueueSeen {
  readonly waiting: number;
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly overflowed: number;
  /** Fraction. */
  readonly serviceLevel: number | null;
  /** Seconds. */
  readonly averageSpeedOfAnswer: number | null;
}

export interface AgentSeen {
  readonly state: "idle" | "ringing" | "talking" | "dialing";
  readonly answered: number;
  readonly ringNoAnswer: number;
  readonly outbound: number;
}

export interface DaySeen {
  /** By id, those that are going on. */
  readonly calls: ReadonlyMap<string, CallSeen>;
  readonly queues: ReadonlyMap<string, QueueSeen>;
  readonly agents: ReadonlyMap<string, AgentSeen>;
  readonly today: Readonly<
    Record<"inbound" | "answered" | "missed" | "abandonedInIvr" | "outbound" | "outboundAnswered", number>
  >;
  /** Callers nobody has spoken to since, by the last nine digits: how often they were lost. */
  readonly toReturn: ReadonlyMap<string, number>;
}

const REPEAT = 3_000;
const RING = 45_000;
const GAVE_UP = 10_000;
const ANSWER_WITHIN = 20_000;
const SHORT_ABANDON = 5_000;

/** What a board has to show at `now` (epoch ms) of a day on which all of it came. */
export function readDay(sent: readonly Sent[], now: number): DaySeen {
  const said = sent.filter(({ at }) => at <= now).map(understand);
  const phones = new Set(said.filter(isPhoneSpeaking).map(({ user }) => user));
  const all = [...Map.groupBy(said, ({ call }) => call).values()].map((facts) => readCall(facts, phones, now));
  return {
    calls: new Map(all.flatMap((call) => (call.over ? [] : [[call.id, seen(call)]]))),
    queues: queuesOf(all),
    agents: agentsOf(all),
    today: {
      inbound: all.filter(isInbound).length,
      answered: all.filter((call) => isInbound(call) && isSpoken(call)).length,
      missed: all.filter((call) => isLost(call) && call.lostAt !== "ivr").length,
      abandonedInIvr: all.filter((call) => isLost(call) && call.lostAt === "ivr").length,
      outbound: all.filter((call) => !isInbound(call)).length,
      outboundAnswered: all.filter((call) => !isInbound(call) && isSpoken(call)).length,
    },
    toReturn: toReturn(all),
  };
}

function understand({ at, body }: Sent): Said {
  const told = Object.fromEntries(
    Object.entries(JSON.parse(body) as Record<string, unknown>).map(([key, value]) => [key.toLowerCase(), `${value}`]),
  );
  const [, call = "", leg = "0"] = /^(.*)-(\d+)$/.exec(told["id"] ?? "") ?? [];
  const [, minutes, seconds] = /^(\d+):(\d+)$/.exec(told["duration"] ?? "") ?? [];
  return {
    at,
    event: told["event"] ?? "",
    call,
    leg: Number(leg),
    caller: told["callerid"] ?? "",
    user: told["user"] ?? "",
    usertype: told["usertype"] ?? "",
    trtype: told["trtype"] ?? "",
    finish: told["finishtype"] ?? "",
    transfer: told["transfer"] === "True",
    talk: minutes === undefined ? null : (Number(minutes) * 60 + Number(seconds)) * 1_000,
  };
}

/** A number that answers, dials or is recorded is a phone. */
const isPhoneSpeaking = ({ event }: Said) => /_started$|^dialing$|^recording$/.test(event);

interface Passage {
  readonly queue: string;
  readonly from: number;
  until: number;
  end: "there" | "answered" | "missed" | "overflowed";
}

interface Ring {
  readonly phone: string;
  readonly leg: number;
  readonly from: number;
  readonly until: number;
  /** `quicker`: somebody else answered. */
  readonly end: "rings" | "answered" | "quicker" | "ran-out" | "caller-left" | "void";
}

interface Talk {
  readonly agent: string;
  readonly leg: number;
  readonly from: number;
  /** null: it goes on. */
  readonly until: number | null;
}

interface Call {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly caller: string;
  readonly began: number;
  readonly over: boolean;
  readonly overAt: number;
  readonly lostAt: "ivr" | "queue" | "ringing";
  readonly passages: readonly Passage[];
  readonly rings: readonly Ring[];
  readonly talks: readonly Talk[];
  readonly dialler: string | null;
  /** Where it was put back to after an answer. */
  readonly backIn: "queue" | "ivr" | null;
}

function readCall(facts: readonly Said[], phones: ReadonlySet<string>, now: number): Call {
  const first = facts[0] as Said;
  const of = (...events: readonly string[]) => facts.filter(({ event }) => events.includes(event));
  const answers = firstOfEachLeg(of("incomingcall_started", "outgoingcall_started"));
  const ends = firstOfEachLeg(of("incoming", "outgoing"));
  const latest = Math.max(0, ...answers.keys(), ...ends.keys());
  const end = [...ends.values()].find(({ leg, transfer }) => leg >= latest && !transfer) ?? null;
  const overAt = end?.at ?? Number.POSITIVE_INFINITY;
  const talks = talksOf(answers, ends, of("recording"), facts);
  const reached = of("ringing").map((fact) => ({ ...fact, is: placeOf(fact, phones) }));
  const dialled = of("dialing")[0];
  return {
    id: first.call,
    direction: facts.some(({ event }) => /^(dialing|outgoing)/.test(event)) ? "outbound" : "inbound",
    caller: facts.map(({ caller }) => caller).find((caller) => /\d/.test(caller)) ?? first.caller,
    began: first.at,
    over: end !== null,
    overAt,
    lostAt: lostAt(end, reached, phones),
    passages: passagesOf(reached, talks, end, phones),
    rings: ringsOf(reached, talks, end, now),
    talks,
    dialler: dialled?.user ?? null,
    backIn: backIn(reached, talks),
  };
}

type Reached = Said & { readonly is: "ivr" | "queue" | "phone" };

function firstOfEachLeg(facts: readonly Said[]): ReadonlyMap<number, Said> {
  return new Map(facts.toReversed().map((fact) => [fact.leg, fact]));
}

function placeOf({ user, usertype }: Said, phones: ReadonlySet<string>): Reached["is"] {
  if (phones.has(user) || usertype === "ext") return "phone";
  return usertype === "queue" ? "queue" : "ivr";
}

function talksOf(
  answers: ReadonlyMap<number, Said>,
  ends: ReadonlyMap<number, Said>,
  recordings: readonly Said[],
  facts: readonly Said[],
): readonly Talk[] {
  return [...answers.values()]
    .sort((a, b) => a.leg - b.leg)
    .map(({ user, leg, at }) => {
      const next = answers.get(leg + 1);
      const back = facts.find((one) => one.event === "ringing" && one.leg === leg && /queue|other/.test(one.usertype));
      const stops = [
        ends.get(leg)?.at,
        next?.trtype === "Blind" ? next.at : undefined,
        recordings.find((one) => one.leg === leg)?.at,
        back?.at,
      ].filter((stop) => stop !== undefined);
      return { agent: user, leg, from: at, until: stops.length === 0 ? null : Math.min(...stops) };
    });
}

/** One entry into a queue after the other; the same queue again, with none and no answer between, is the same one. */
function passagesOf(
  reached: readonly Reached[],
  talks: readonly Talk[],
  end: Said | null,
  phones: ReadonlySet<string>,
): readonly Passage[] {
  const passages: Passage[] = [];
  const entries = reached.filter(({ is, at, leg }) => is === "queue" && !isLate(talks, leg, at));
  for (const { user, at } of entries) {
    const last = passages.at(-1);
    if (last !== undefined) closeIfAnswered(last, talks, at);
    if (last?.end === "there") {
      if (last.queue === user) continue;
      close(last, "overflowed", at);
    }
    passages.push({ queue: user, from: at, until: Number.POSITIVE_INFINITY, end: "there" });
  }
  const last = passages.at(-1);
  if (last === undefined) return passages;
  closeIfAnswered(last, talks, Number.POSITIVE_INFINITY);
  if (last.end !== "there" || end === null) return passages;
  close(last, end.user === last.queue || phones.has(end.user) ? "missed" : "overflowed", end.at);
  return passages;
}

function isLate(talks: readonly Talk[], leg: number, at: number): boolean {
  return talks.some((talk) => talk.leg > leg && talk.from < at);
}

function closeIfAnswered(passage: Passage, talks: readonly Talk[], before: number): void {
  const spoken = talks.find(({ from }) => from >= passage.from && from <= before);
  if (spoken !== undefined && passage.end === "there") close(passage, "answered", spoken.from);
}

function close(passage: Passage, end: Passage["end"], at: number): void {
  passage.end = end;
  passage.until = at;
}

function lostAt(end: Said | null, reached: readonly Reached[], phones: ReadonlySet<string>): Call["lostAt"] {
  const place = reached.find(({ user }) => user === end?.user)?.is ?? (phones.has(end?.user ?? "") ? "phone" : "ivr");
  if (place === "queue" || place === "ivr") return place;
  return reached.some(({ is }) => is === "queue") ? "queue" : "ringing";
}

/** A ring ends with an answer, the call, another round, another place, or its time; the same one within 3 s is a repeat. */
function ringsOf(reached: readonly Reached[], talks: readonly Talk[], end: Said | null, now: number): readonly Ring[] {
  const overAt = end?.at ?? Number.POSITIVE_INFINITY;
  const all = reached.filter(({ is }) => is === "phone");
  const rings = all.filter(
    (one, index) =>
      !all
        .slice(0, index)
        .some((other) => other.user === one.user && other.leg === one.leg && one.at - other.at < REPEAT),
  );
  return rings.map(({ user, leg, at }) => {
    const later = rings.find((other) => other.leg === leg && other.at > at + REPEAT)?.at ?? Number.POSITIVE_INFINITY;
    const place = reached.findLast((one) => one.is !== "phone" && one.at <= at)?.user;
    const moved = reached.find((one) => one.is !== "phone" && one.user !== place && one.at > at && one.leg === leg);
    const answer = talks.find((talk) => talk.leg > leg);
    const stops: readonly (readonly [number, Ring["end"]])[] = [
      [answer?.from ?? Number.POSITIVE_INFINITY, answer?.agent === user ? "answered" : "quicker"],
      // In a consultation that the talking agent ends the caller gave up on nobody.
      [overAt, talks.some((talk) => talk.leg === leg && talk.agent === end?.user) ? "void" : "caller-left"],
      [later, "ran-out"],
      [moved?.at ?? Number.POSITIVE_INFINITY, "ran-out"],
      [at + RING, "ran-out"],
    ];
    const [until, how] = stops.reduce((best, one) => (one[0] < best[0] ? one : best));
    if (until > now) return { phone: user, leg, from: at, until, end: "rings" };
    return { phone: user, leg, from: at, until, end: until < at ? "void" : how };
  });
}

function backIn(reached: readonly Reached[], talks: readonly Talk[]): Call["backIn"] {
  const last = talks.at(-1);
  if (last === undefined) return null;
  const back = reached.filter(({ is, leg }) => is !== "phone" && leg >= last.leg).at(-1);
  return back === undefined ? null : back.is === "queue" ? "queue" : "ivr";
}

const isInbound = ({ direction }: Call) => direction === "inbound";
const isSpoken = ({ talks }: Call) => talks.length > 0;
const isLost = (call: Call) => isInbound(call) && call.over && !isSpoken(call);

function seen(call: Call): CallSeen {
  const ringing = call.rings.filter(({ end }) => end === "rings").map(({ phone }) => phone);
  const talk = call.talks.findLast(({ until }) => until === null) ?? null;
  const { id, direction, caller } = call;
  const queue = call.passages.at(-1)?.queue ?? null;
  const agent = talk?.agent ?? (isSpoken(call) ? null : call.dialler);
  return { id, direction, state: stateOf(call, talk, ringing), caller, queue, ringing: [...new Set(ringing)], agent };
}

function stateOf(call: Call, talk: Talk | null, ringing: readonly string[]): string {
  if (talk !== null) return talk.leg > 1 ? "transferred" : "answered";
  if (call.direction === "outbound" && !isSpoken(call)) return "dialing";
  if (isSpoken(call) && call.backIn === null) return "between";
  if (ringing.length > 0) return "ringing";
  if (isSpoken(call)) return call.backIn === "queue" ? "queued" : "ivr";
  return call.passages.at(-1)?.end === "there" ? "queued" : "ivr";
}

function queuesOf(all: readonly Call[]): ReadonlyMap<string, QueueSeen> {
  const entries = all.flatMap(({ passages }) => passages);
  return new Map([...Map.groupBy(entries, ({ queue }) => queue)].map(([queue, own]) => [queue, queueOf(own)]));
}

function queueOf(passages: readonly Passage[]): QueueSeen {
  const ended = (end: Passage["end"]) => passages.filter((passage) => passage.end === end);
  const wait = ({ from, until }: Passage) => until - from;
  const [answered, missed] = [ended("answered"), ended("missed")];
  const counted = answered.length + missed.length - missed.filter((one) => wait(one) <= SHORT_ABANDON).length;
  const inTime = answered.filter((one) => wait(one) <= ANSWER_WITHIN).length;
  const waited = answered.reduce((sum, one) => sum + wait(one), 0);
  return {
    waiting: ended("there").length,
    offered: passages.length,
    answered: answered.length,
    missed: missed.length,
    overflowed: ended("overflowed").length,
    serviceLevel: counted === 0 ? null : inTime / counted,
    averageSpeedOfAnswer: answered.length === 0 ? null : waited / answered.length / 1_000,
  };
}

function agentsOf(all: readonly Call[]): ReadonlyMap<string, AgentSeen> {
  const rings = all.flatMap((call) => call.rings);
  const talks = all.flatMap((call) => call.talks.map((talk) => ({ ...talk, inbound: isInbound(call) })));
  const dialling = all.flatMap(({ dialler, over, talks: own }) =>
    dialler === null ? [] : [{ dialler, now: !over && own.length === 0 }],
  );
  const numbers = new Set([
    ...rings.map(({ phone }) => phone),
    ...talks.map(({ agent }) => agent),
    ...dialling.map(({ dialler }) => dialler),
  ]);
  const agentOf = (number: string): AgentSeen => {
    const ringsOfOwn = rings.filter(({ phone }) => phone === number);
    return {
      state: talks.some(({ agent, until }) => agent === number && until === null)
        ? "talking"
        : dialling.some(({ dialler, now }) => dialler === number && now)
          ? "dialing"
          : ringsOfOwn.some(({ end }) => end === "rings")
            ? "ringing"
            : "idle",
      answered: talks.filter(({ agent, inbound }) => agent === number && inbound).length,
      ringNoAnswer: ringsOfOwn.filter(isUnanswered).length,
      outbound: dialling.filter(({ dialler }) => dialler === number).length,
    };
  };
  return new Map([...numbers].map((number) => [number, agentOf(number)]));
}

function isUnanswered({ end, from, until }: Ring): boolean {
  return end === "ran-out" || (end === "caller-left" && until - from >= GAVE_UP);
}

function toReturn(all: readonly Call[]): ReadonlyMap<string, number> {
  const key = ({ caller }: Call) => caller.replace(/\D/g, "").slice(-9);
  const known = all.filter((call) => key(call) !== "");
  const counts = [...Map.groupBy(known.filter(isLost), key)].map(([caller, lost]) => {
    const spokenAt = known
      .filter((call) => key(call) === caller && isSpoken(call))
      .map(({ talks }) => talks[0]?.from ?? 0);
    const since = Math.max(0, ...spokenAt);
    return [caller, lost.filter(({ overAt }) => overAt > since).length] as const;
  });
  return new Map(counts.filter(([, count]) => count > 0));
}
