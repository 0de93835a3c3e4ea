import type { Masking, SiteSettings, WaitLimits } from "#lib/board/site-settings.ts";
import type { LimitFault } from "#lib/setup/limits-draft.ts";

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Every text of the settings. Another language is another object of this shape. */
export const words = {
  title: "Settings",
  save: "Save",
  saved: "Saved.",
  faulty: "Nothing is saved until what is marked is mended.",
  given: (variable: string, changed: boolean) => (changed ? `From ${variable}, changed here.` : `From ${variable}.`),
  place: {
    title: "Place",
    label: "Name of this place",
    hint: "Every wall is headed with it. At most 60 characters.",
    missing: "A name is needed.",
  },
  limits: {
    title: "Limits and office hours",
    labels: {
      answerWithin: "Answer 80 % within (s)",
      watchAfter: "Warn after (s)",
      alarmAfter: "Alarm after (s)",
      shortAbandon: "Short hang-up (s)",
    } satisfies Record<keyof WaitLimits, string>,
    hints: {
      answerWithin: "An answer within it counts for the service level.",
      watchAfter: "Somebody who waits for longer is marked amber.",
      alarmAfter: "Somebody who waits for longer is marked red.",
      shortAbandon: "Who hangs up within it does not count against the service level.",
    } satisfies Record<keyof WaitLimits, string>,
    faults: {
      range: (least: number, most: number) => `A whole number from ${least} to ${most} is needed.`,
      order: () => "A warning cannot come after the alarm.",
    } satisfies Record<LimitFault, (least: number, most: number) => string>,
    hours: "Office hours",
    hoursWhy: (timeZone: string) =>
      `Of every queue without hours of its own: calls lost outside them are told apart, and nothing is late while nobody is there. Times of ${timeZone.replaceAll("_", " ")}.`,
    open: { always: "Always open", week: "By weekday" },
    confirm: "Save these limits",
  },
  sight: {
    title: "What walls show of people",
    masking: "Callers’ numbers on walls and screens",
    choices: {
      none: "Nothing of the number",
      "last-three": "The last three digits",
      all: "The whole number",
    } satisfies Record<Masking, string>,
    /** @param number as a wall may show it; null: nothing of it */
    pictures: (number: string | null) =>
      number === null ? "Walls show how long callers wait, and for whom." : `A wall of one queue lists: ${number}.`,
    maskingWhy:
      "Walls never show names of contacts. Agents see whole numbers of their own calls, supervisors of all. A hidden number never reaches the browser that must not show it.",
    persons: "Figures of single persons",
    worksCouncil: "Show no figure of a single person anywhere",
    disappears: "For works councils. What then disappears, for admins too:",
    gone: [
      "Agents’ counts, talk times and missed rings in reports, their files and the supervisor’s panels.",
      "An agent’s figures of the day at the desk.",
      "Who let a call ring out. Who is on a call now stays in sight: without it nobody could be called to help.",
    ],
  },
  others: {
    title: "Decided elsewhere",
    places: (site: Pick<SiteSettings, "keep" | "boards">) => [
      { href: "/setup", name: "Set-up check", says: "Each step of the set-up with what is done, and what is missing." },
      {
        href: "/admin/privacy",
        name: "How long things are kept",
        says: `Raw deliveries: ${count(site.keep.rawDays, "day", "days")}. Calls: ${count(site.keep.callMonths, "month", "months")}.`,
      },
      { href: "/admin/screens", name: "Boards and screens", says: `${count(site.boards.length, "board", "boards")}.` },
      {
        href: "/admin/connection",
        name: "Webhook, its key and its senders",
        says: "Who may send events, and what came.",
      },
      { href: "/admin/directory", name: "Names and rules of queues", says: "Targets and hours of single queues." },
    ],
  },
  environment: {
    title: "Environment",
    about:
      "What the server was started with. A setting that was changed here outweighs its variable, also after a restart.",
    variable: "Variable",
    value: "Value",
    secret: "set (not shown)",
    unset: "not set",
  },
} as const;
