import { staff } from "#lib/access/access.ts";
import { seesCaller, sightOf } from "#lib/access/sight.ts";
import type { CallRecord } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance } from "#lib/board/fold.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { type CallerPast, knownCaller, noPast, wasSpoken } from "#lib/callers/known-caller.ts";
import { agentDay } from "#lib/desk/agent-day.ts";
import type { CallersAnswer, KnownCaller } from "#lib/protocol/api/call-answers.ts";
import type { NotePerson } from "#server/access/note-person.ts";
import type { ArchiveFilter } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { personAsked } from "./person-asked.ts";
import { withoutRecordings } from "./recording-address.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface CallersParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly history: Pick<CallHistory, "calls">;
  readonly notePerson: NotePerson;
}

const mostNumbers = 50;
const longestNumber = 64;

/** What an agent is told while the phone rings: who that is, and what this phone did today. */
export function callersRoutes({ state, clock, history, notePerson }: CallersParts): readonly Route[] {
  async function callers({ query, principal }: ApiRequest): Promise<Answer> {
    const numbers = numbersOf(query ?? "");
    if (numbers.length === 0 || numbers.length > mostNumbers) {
      return problem(400, `numbers must be 1 to ${mostNumbers} numbers, with commas between them.`);
    }
    const board = advance(state(), clock.now());
    const sight = sightOf(principal);
    const known = await Promise.all(
      numbers.map(async (number) => {
        // Whoever is not theirs to know is as unknown as who never called.
        if (!seesCaller(sight, number, board)) return knownCaller(number, null, noPast);
        const caller = await callerOf(number, board, history);
        return sight.of === "everybody" ? caller : { ...caller, recent: caller.recent.map(withoutRecordings) };
      }),
    );
    const answer: CallersAnswer = { callers: known };
    return jsonAnswer(answer);
  }

  async function desk({ query, principal, address }: ApiRequest): Promise<Answer> {
    const extension = new URLSearchParams(query ?? "").get("extension") ?? "";
    if (extension === "" || extension.length > longestNumber) return problem(400, "extension must be an extension.");
    const person = personAsked(principal, extension, state().settings.site);
    if (!person.ok) return person.refusal;
    await notePerson(principal, address, extension);
    return jsonAnswer(agentDay(advance(state(), clock.now()), extension));
  }

  return [
    { name: "callers", path: "/api/callers", methods: reading(staff, callers) },
    { name: "desk", path: "/api/desk", methods: reading(staff, desk) },
  ];
}

function numbersOf(query: string): readonly string[] {
  return new URLSearchParams(query)
    .getAll("numbers")
    .flatMap((list) => list.split(","))
    .map((number) => number.trim().slice(0, longestNumber))
    .filter((number) => number !== "");
}

async function callerOf(number: string, state: BoardState, history: CallersParts["history"]): Promise<KnownCaller> {
  const key = callerKey(number);
  if (key === null) return knownCaller(number, null, noPast);
  const past = await pastOf(key, state.day.start, history);
  return knownCaller(number, state.contacts.get(key)?.name ?? null, past);
}

/** One page answers everything for all but the most faithful callers. */
const page = 100;
/** Numbers shorter than a key are also the ends of others, which are sorted out afterwards. */
const pageOfShort = 1_000;
/** Nobody reads a larger count as anything but "very often". */
const mostCounted = 1_000;
const keyLength = 9;

/** @param key of the caller @param midnight the local one that began today, epoch ms */
async function pastOf(key: string, midnight: number, history: CallersParts["history"]): Promise<CallerPast> {
  const ask = async (filter: Omit<ArchiveFilter, "callerEnd">, limit: number) => {
    const found = await history.calls({ ...filter, callerEnd: key }, limit);
    const records = found.map(({ record }) => record).filter((call) => callerKey(call.caller) === key);
    return { records, all: found.length < limit };
  };
  const newest = await ask({}, key.length < keyLength ? pageOfShort : page);
  if (newest.all) {
    return {
      newest: newest.records,
      callsToday: newest.records.filter((call) => isOfToday(call, midnight)).length,
      missedBefore: newest.records.filter((call) => call.state === "missed").length,
      lastSpoken: newest.records.find(wasSpoken) ?? null,
    };
  }
  const [today, missed, spoken] = await Promise.all([
    ask({ from: midnight, direction: "inbound" }, mostCounted),
    ask({ outcome: "missed" }, mostCounted),
    ask({ outcome: "completed" }, 1),
  ]);
  return {
    newest: newest.records,
    callsToday: today.records.length,
    missedBefore: missed.records.length,
    lastSpoken: newest.records.find(wasSpoken) ?? spoken.records[0] ?? null,
  };
}

function isOfToday({ direction, startedAt }: CallRecord, midnight: number): boolean {
  return direction === "inbound" && Date.parse(startedAt) >= midnight;
}
