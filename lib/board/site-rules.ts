import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import { type BoardSpec, type SiteSettings, wholeBoard } from "./site-settings.ts";

const longestPlace = 60;
const longestBoardName = 60;
const mostBoards = 100;

/** Any change of the settings, its texts made clean. */
export function cleanSite(put: Partial<SiteSettings>): Partial<SiteSettings> {
  const { place, boards } = put;
  return {
    ...put,
    ...(place === undefined ? {} : { place: cleanName(place) }),
    ...(boards === undefined ? {} : { boards: boards.map(cleanBoard) }),
  };
}

function cleanBoard({ id, name, queues, agents }: BoardSpec): BoardSpec {
  return { id, name: cleanName(name), queues: queues && cleanNumbers(queues), agents: agents && cleanNumbers(agents) };
}

function cleanNumbers(numbers: readonly string[]): readonly string[] {
  return [...new Set(numbers.map(cleanNumber).filter((number) => number !== ""))];
}

/**
 * What keeps settings from being usable, as a sentence that begins with the field's name; null: nothing. The addresses
 * of senders are not looked at: what an address is, is known at the network's edge.
 * @param site with clean texts
 */
export function siteFault({ place, keep, limits, hours, boards }: Omit<SiteSettings, "senders">): string | null {
  if (place === "") return "place must not be blank.";
  if (place.length > longestPlace) return `place must have at most ${longestPlace} characters.`;
  if (!isWhole(keep.rawDays, 1, 400)) return "keep.rawDays must be a whole number from 1 to 400.";
  if (!isWhole(keep.callMonths, 1, 60)) return "keep.callMonths must be a whole number from 1 to 60.";
  if (keep.rawDays > keep.callMonths * 30) return "keep.callMonths must not be shorter than keep.rawDays.";
  if (!isWhole(limits.answerWithin, 1, 3600)) return "limits.answerWithin must be a whole number from 1 to 3600.";
  if (!isWhole(limits.shortAbandon, 0, 600)) return "limits.shortAbandon must be a whole number from 0 to 600.";
  if (!isWhole(limits.watchAfter, 1, 3600)) return "limits.watchAfter must be a whole number from 1 to 3600.";
  if (!isWhole(limits.alarmAfter, 1, 7200)) return "limits.alarmAfter must be a whole number from 1 to 7200.";
  if (limits.watchAfter > limits.alarmAfter) return "limits.watchAfter must not be longer than limits.alarmAfter.";
  if (hours?.some(({ from, to }) => from >= to)) return "hours must begin before they end.";
  return boardsFault(boards);
}

function boardsFault(boards: readonly BoardSpec[]): string | null {
  if (boards.length > mostBoards) return `boards must be at most ${mostBoards}.`;
  if (boards.some(({ id }) => !/^[a-z\d][a-z\d-]{0,39}$/.test(id))) {
    return "boards must have ids of lower-case letters, digits and hyphens, at most 40 characters.";
  }
  if (new Set(boards.map(({ id }) => id)).size < boards.length) return "boards must each have an id of their own.";
  if (boards.some(({ name }) => name === "" || name.length > longestBoardName)) {
    return `boards must have names of 1 to ${longestBoardName} characters.`;
  }
  const whole = boards.find(({ id }) => id === wholeBoard.id);
  return whole === undefined || whole.queues !== null || whole.agents !== null
    ? `boards must hold “${wholeBoard.id}”, which shows every queue and every agent.`
    : null;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
